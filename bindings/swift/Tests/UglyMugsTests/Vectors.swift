import Foundation
import UglyMugs

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

enum Vectors {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().appendingPathComponent("../../../../tests/vectors").standardized

    static func policy() throws -> String {
        try String(contentsOf: folder.appendingPathComponent("policy.json"), encoding: .utf8)
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

    /// A street robbery of which everything is granted.
    static func robbery() throws -> Vector {
        try named("c01_full_details_to_one_force", to: "members/num/alert")
    }
}

/// The members of a JSON object.
func parsed(_ json: String) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any] ?? [:]
}
