"""Property names of buildings and roads in GeoJSON, Shapefile and GeoPackage files, as data.

Sources: 국토교통부 GIS건물통합정보 (AL_D010: A0–A28; F_FAC_BUILDING: UFID, BLD_NM, GRND_FLR …), 도로명주소 전자지도
(TL_SPBD_BULD, TL_SPRD_MANAGE), 건축물대장 names, OpenStreetMap tags and plain English.
"""

BUILDING_ID = (
    "A1",
    "UFID",
    "BD_MGT_SN",
    "BLDRGST_PK",
    "A19",
    "A0",
    "건물관리번호",
    "building_id",
    "osm_id",
    "@id",
    "id",
    "fid",
)
BUILDING_NAME = ("A24", "BLD_NM", "BULD_NM", "BLDG_NM", "건물명", "name:ko", "name", "building_name", "title")
STOREYS_ABOVE = (
    "A26",
    "GRND_FLR",
    "GRO_FLO_CO",
    "GRND_FLR_CNT",
    "grndFlrCnt",
    "지상층수",
    "지상층",
    "building:levels",
    "levels",
    "storeys",
    "stories",
    "floors",
    "num_floors",
    "floors_above",
    "storeys_above",
)
STOREYS_BELOW = (
    "A27",
    "UGRND_FLR",
    "UND_FLO_CO",
    "UGRND_FLR_CNT",
    "ugrndFlrCnt",
    "지하층수",
    "지하층",
    "building:levels:underground",
    "floors_below",
    "storeys_below",
    "basements",
)
HEIGHT = ("A16", "HEIGHT", "height", "heit", "높이", "건물높이", "building:height", "height_m")
ROAD_ADDRESS = ("RDNMADR", "rdnmadr", "도로명주소", "newPlatPlc", "road_address", "address")
ROAD_OF_BUILDING = ("RN", "RN_NM", "도로명", "addr:street", "street", "road")
NUMBER = ("건물번호", "addr:housenumber", "housenumber", "house_number", "number")
NUMBER_MAIN = ("BULD_MNNM", "건물본번", "건물본번지")
NUMBER_SUB = ("BULD_SLNO", "건물부번", "건물부번지")

ROAD_ID = ("RDS_MAN_NO", "RN_CD", "UFID", "road_id", "osm_id", "@id", "id", "fid")
ROAD_NAME = ("RN", "name:ko", "name", "도로명", "road_name")
ROAD_WIDTH = ("ROAD_BT", "RVWD", "도로폭", "width", "width_m")
ROAD_KIND = ("highway", "kind", "road_kind", "class", "fclass")
