import Foundation
import XCTest

/// What is written of the core into `num-core/schema`.
enum Schemas {
    private static let folder = root.appendingPathComponent("num-core/schema")

    static func incident() throws -> Schema {
        Schema(root: try parsed(String(contentsOf: folder.appendingPathComponent("incident.json"), encoding: .utf8)))
    }

    static func tables() throws -> [[String: Any]] {
        let tables = try parsed(String(contentsOf: folder.appendingPathComponent("tables.json"), encoding: .utf8))["tables"]
        return try XCTUnwrap(tables as? [[String: Any]])
    }
}

/// A JSON Schema, asked which of its paths a document leaves out.
struct Schema {
    let root: [String: Any]

    /// Each path without a value; of a choice, those of the alternative that lacks least.
    func missing(_ document: Any) -> [String] { missing(root, [document], "") }

    private func missing(_ schema: [String: Any], _ values: [Any], _ path: String) -> [String] {
        if let reference = schema["$ref"] as? String {
            let definitions = root["$defs"] as? [String: [String: Any]] ?? [:]
            guard let definition = definitions[String(reference.dropFirst("#/$defs/".count))] else { return [reference] }
            return missing(definition, values, path)
        }
        if let choice = (schema["anyOf"] ?? schema["oneOf"]) as? [[String: Any]] {
            let alternatives = choice.filter { !isNoAnswer($0) }.map { missing($0, values, path) }
            return alternatives.min { $0.count < $1.count } ?? [path]
        }
        if let members = schema["properties"] as? [String: [String: Any]] {
            let objects = values.compactMap { $0 as? [String: Any] }
            return members.sorted { $0.key < $1.key }.flatMap { name, of in
                missing(of, objects.compactMap { $0[name] }, path.isEmpty ? name : "\(path).\(name)")
            }
        }
        if let items = schema["items"] as? [String: Any] {
            return missing(items, values.compactMap { $0 as? [Any] }.flatMap { $0 }, "\(path)[]")
        }
        return values.contains { !($0 is [Any]) && !($0 is [String: Any]) } ? [] : [path]
    }

    /// Why there is no answer: a whole document answers.
    private func isNoAnswer(_ schema: [String: Any]) -> Bool {
        (schema["properties"] as? [String: Any]).map { Array($0.keys) } == ["answer"]
    }
}
