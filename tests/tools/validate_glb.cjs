// Reads file names as JSON strings, one a line, and prints one JSON string per finding.
// One process serves any number of files; `validators.py` runs it.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const validator = require("gltf-validator");

const SEVERITIES = ["error", "warning", "information", "hint"];
// Extensions of ours that the validator has no rules for: it must say so, and may say nothing else about them.
const FOREIGN = new Set(["EXT_mesh_features", "EXT_structural_metadata"]);

// The validator cannot see who reads a property table's columns, so it calls their buffer views unused.
function columnViews(glTF) {
  const tables = glTF.extensions?.EXT_structural_metadata?.propertyTables ?? [];
  const pointers = new Set();
  for (const table of tables)
    for (const { values, stringOffsets, arrayOffsets } of Object.values(table.properties))
      for (const view of [values, stringOffsets, arrayOffsets])
        if (view !== undefined) pointers.add(`/bufferViews/${view}`);
  return pointers;
}

// Tiles share textures that lie beside them; the validator says of each that a GLB refers to a file (severity 2 of 0-3).
function isSharedTexture(glTF, pointer) {
  const image = /^\/images\/(\d+)\/uri$/.exec(pointer)?.[1];
  return image !== undefined && /^\.\.\/textures\/[0-9a-f]{20}\.webp$/.test(glTF.images[image].uri);
}

function isExpected(issue, glTF) {
  if (issue.code === "UNSUPPORTED_EXTENSION") return FOREIGN.has(/'(\w+)'/.exec(issue.message)?.[1]);
  if (issue.code === "URI_GLB") return isSharedTexture(glTF, issue.pointer);
  return issue.code === "UNUSED_OBJECT" && columnViews(glTF).has(issue.pointer);
}

async function findings(file) {
  const glb = fs.readFileSync(file);
  const report = await validator.validateBytes(new Uint8Array(glb), {
    uri: path.basename(file),
    maxIssues: 0,
    externalResourceFunction: async (uri) =>
      new Uint8Array(fs.readFileSync(path.resolve(path.dirname(file), decodeURIComponent(uri)))),
  });
  const issues = report.issues.messages;
  const isContainer = glb.length >= 20 && glb.toString("latin1", 0, 4) === "glTF";
  if (!isContainer) return issues;
  const glTF = JSON.parse(glb.toString("utf8", 20, 20 + glb.readUInt32LE(12)));
  return issues.filter((issue) => !isExpected(issue, glTF));
}

async function main() {
  const files = fs.readFileSync(0, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
  for (const file of files) {
    let issues;
    try {
      issues = await findings(file);
    } catch (problem) {
      issues = [{ severity: 0, code: "UNREADABLE", message: String(problem) }];
    }
    for (const { severity, code, pointer, message } of issues)
      console.log(JSON.stringify(`${file}: ${SEVERITIES[severity]} ${code} at ${pointer ?? "the container"}: ${message}`));
  }
}

main();
