import Foundation
import UglyMugs
import XCTest

/// One question of `tests/vectors/flat.jsonl`: what one recipient is given of one case.
struct Vector: Decodable {
    let vector: String
    let `case`: String
    let policy: String
    let as_of: String
    let recipient: String
    let level: String
    let nothing: String?
    let error: String?
    let bytes: String?
    let withheld: [[String]]?

    var name: String { "\(vector) to \(recipient)" }
}

/// A document of `tests/vectors/broken`, and what is wrong with it.
struct Broken {
    let name: String
    let document: String
    let lenient: Bool
    let json: String
    /// Path and code of each problem, sorted.
    let problems: [[String]]

    init(_ vector: [String: Any]) throws {
        name = try XCTUnwrap(vector["name"] as? String)
        document = try XCTUnwrap(vector["document"] as? String)
        lenient = try XCTUnwrap(vector["mode"] as? String) == "lenient"
        json = try (vector["text"] as? String) ?? canonical(XCTUnwrap(vector["input"]))
        problems = try XCTUnwrap(vector["problems"] as? [[String: String]])
            .map { [$0["path"] ?? "?", $0["code"] ?? "?"] }
            .sorted { $0.lexicographicallyPrecedes($1) }
    }
}

/// The root of the repository.
let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../..").standardized

enum Vectors {
    private static let folder = root.appendingPathComponent("tests/vectors")

    static func policy() throws -> String {
        try String(contentsOf: folder.appendingPathComponent("policy.json"), encoding: .utf8)
    }

    /// A report in which no member of the schema is missing.
    static func wholeIncident() throws -> String {
        try String(contentsOf: folder.appendingPathComponent("whole_incident.json"), encoding: .utf8)
    }

    static func broken() throws -> [Broken] {
        try FileManager.default.contentsOfDirectory(at: folder.appendingPathComponent("broken"), includingPropertiesForKeys: nil)
            .sorted { $0.path < $1.path }
            .map { try Broken(parsed(String(contentsOf: $0, encoding: .utf8))) }
    }

    static func all() throws -> [Vector] {
        let lines = try Data(contentsOf: folder.appendingPathComponent("flat.jsonl")).split(separator: UInt8(ascii: "\n"))
        return try lines.map { try JSONDecoder().decode(Vector.self, from: Data($0)) }
    }

    static func named(_ name: String, to recipient: String) throws -> Vector {
        guard let vector = try all().first(where: { $0.vector == name && $0.recipient == recipient }) else {
            throw CocoaError(.fileNoSuchFile)
        }
        return vector
    }

    /// Of a made-up register: its reports, of which the last is in none; a model; what people decided; what is told of it all.
    static func sightings(_ name: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent("sightings/\(name)"), encoding: .utf8)
    }

    /// A street robbery of which everything is granted.
    static func robbery() throws -> Vector {
        try named("c01_full_details_to_one_force", to: "members/num/alert")
    }
}

/// The members of a JSON object.
func parsed(_ json: String) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any] ?? [:]
}

/// A value as JSON, in one order: two are alike when their texts are.
func canonical(_ value: Any) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys, .withoutEscapingSlashes]), as: UTF8.self)
}
