import Foundation
import UglyMugs
import XCTest

/// What `tests/vectors/sightings/told.json` says.
private struct Told: Decodable {
    struct Asked: Decodable {
        let id: String?
        let offender: UInt32?
        let at_least: String
        let most: UInt32
        let told: [String]
    }

    struct Pairs: Decodable {
        let at_least: Double
        let told: [String]
    }

    struct Group: Decodable, Equatable {
        let sightings: [String]
        let series: [[String]]
        let matches: [String]
    }

    struct Suggestions: Decodable {
        let at_least: String
        let most: UInt32
        let told: [Group]
    }

    struct Shared: Decodable, Equatable {
        let field: String
        let used: String
        let persons: [[String]]
    }

    let as_of: String
    let count: UInt64
    let pairs: Pairs
    let nearest: Asked
    let find: Asked
    let suggestions: Suggestions
    let shared_identifiers: [Shared]

    static func read() throws -> Told { try JSONDecoder().decode(Told.self, from: Data(Vectors.sightings("told.json").utf8)) }
}

/// Sightings weighed by a model that was learnt: every language tells of `tests/vectors/sightings` the same.
final class SightingsTests: XCTestCase {
    private func links() throws -> Links { try Links(json: Vectors.sightings("links.json")) }

    private func model() throws -> LinkageModel { try LinkageModel(json: Vectors.sightings("model.json")) }

    private func incidents() throws -> [Incident] {
        try Vectors.sightings("incidents.jsonl").split(separator: "\n").map { try Incident(json: String($0)) }
    }

    private func register() throws -> Register {
        let register = Register()
        for incident in try incidents().dropLast() { register.add(incident: incident) }
        return register
    }

    private func new() throws -> Incident { try XCTUnwrap(incidents().last) }

    private func linkage(_ told: Told) throws -> SightingLinkage {
        try register().weighedBy(model: model(), links: links(), asOf: told.as_of)
    }

    private func tier(_ code: String) throws -> Tier {
        try XCTUnwrap([Tier.unlikely, .possible, .probable, .strong].first { $0.code == code })
    }

    private func found(_ linkage: SightingLinkage, _ asked: Told.Asked) throws -> [String] {
        let offender = try XCTUnwrap(asked.offender)
        return try linkage.find(incident: new(), offender: offender, atLeast: tier(asked.at_least), most: asked.most).map { $0.toJson() }
    }

    func testWhatIsToldIsWhatEveryLanguageTells() throws {
        let told = try Told.read()
        let linkage = try linkage(told)
        XCTAssertEqual(linkage.count(), told.count)
        XCTAssertEqual(linkage.pairs(atLeast: told.pairs.at_least).map { $0.toJson() }, told.pairs.told)
        let nearest = told.nearest
        let others = try linkage.nearest(id: XCTUnwrap(nearest.id), atLeast: tier(nearest.at_least), most: nearest.most)
        XCTAssertEqual(others.map { $0.toJson() }, nearest.told)
        XCTAssertEqual(try found(linkage, told.find), told.find.told)
        let asked = told.suggestions
        let groups = try linkage.suggest(links: links(), asOf: told.as_of, atLeast: tier(asked.at_least), most: asked.most)
        XCTAssertEqual(
            groups.map { Told.Group(sightings: $0.sightings(), series: $0.series(), matches: $0.matches().map { $0.toJson() }) },
            asked.told)
        XCTAssertEqual(
            linkage.sharedIdentifiers().map { Told.Shared(field: $0.field.code, used: $0.used.code, persons: $0.persons) },
            told.shared_identifiers)
    }

    func testAPairSaysWhatItsDocumentSays() throws {
        func hundredths(_ bits: Double) -> Int { Int((bits * 100).rounded()) }
        let pairs = try linkage(Told.read()).pairs(atLeast: 0.25)
        XCTAssertFalse(pairs.isEmpty)
        for pair in pairs {
            let json = try parsed(pair.toJson())
            XCTAssertEqual(json["schema"] as? String, "uglymugs.sighting_pair/1")
            XCTAssertEqual(json["sightings"] as? [String], pair.sightings())
            XCTAssertEqual(json["tier"] as? String, pair.tier().code)
            XCTAssertEqual(json["weight"] as? Int, hundredths(pair.weight()))
            XCTAssertEqual(pair.evidence().reduce(0) { $0 + hundredths($1.weight()) }, hundredths(pair.weight()))
            XCTAssertEqual(try XCTUnwrap(json["probability"] as? Double), pair.probability(), accuracy: 0.0001)
            XCTAssertEqual(try XCTUnwrap(json["coincidences"] as? Double), pair.coincidences(), accuracy: 0.0001)
            XCTAssertEqual(json["same_source"] as? Bool, pair.isSameSource())
            XCTAssertEqual(json["sentence"] as? String, pair.sentence())
            let written = try XCTUnwrap(json["evidence"] as? [[String: Any]])
            XCTAssertEqual(written.map { $0["name"] as? String }, pair.evidence().map { $0.name() })
            XCTAssertEqual(written.map { $0["agreement"] as? String }, pair.evidence().map { $0.agreement().code })
            XCTAssertEqual(written.map { $0["words"] as? String }, pair.evidence().map { $0.words() })
            XCTAssertTrue(pair.evidence().allSatisfy { pair.sentence().contains($0.words()) })
        }
    }

    /// A phone weighs its own book by what a server learnt.
    func testWhatIsLearntHereWeighsThere() throws {
        let (register, asOf, new) = (try register(), try Told.read().as_of, try new())
        register.add(incident: new)
        let learnt = try register.learn(links: links(), asOf: asOf)
        let carried = try LinkageModel(json: learnt.model().toJson())
        XCTAssertEqual(carried.toJson(), learnt.model().toJson())
        XCTAssertNotEqual(carried.toJson(), try Vectors.sightings("model.json"))
        XCTAssertEqual(carried.text(), learnt.model().text())
        XCTAssertTrue(carried.text().contains("phone"))
        let pairs = learnt.pairs(atLeast: 0.1).map { $0.toJson() }
        XCTAssertGreaterThan(pairs.count, 20)
        XCTAssertEqual(try register.weighedBy(model: carried, links: links(), asOf: asOf).pairs(atLeast: 0.1).map { $0.toJson() }, pairs)
        // It is of the sightings that were in the register then.
        _ = try register.remove(incident: new.id())
        XCTAssertEqual(learnt.pairs(atLeast: 0.1).map { $0.toJson() }, pairs)
        XCTAssertLessThan(try register.learn(links: links(), asOf: asOf).count(), learnt.count())
    }

    func testWhatWasDecidedIsKept() throws {
        let (told, json, decided) = (try Told.read(), try Vectors.sightings("links.json"), try links())
        let decisions = try XCTUnwrap(parsed(json)["decisions"] as? [[String: Any]])
        let (confirmed, rejected) = try (
            XCTUnwrap(decisions[0]["sightings"] as? [String]), XCTUnwrap(decisions[1]["sightings"] as? [String])
        )
        XCTAssertEqual(decided.count(), 2)
        XCTAssertEqual(try decided.state(one: confirmed[0], other: confirmed[1], asOf: told.as_of), true)
        XCTAssertEqual(try decided.state(one: rejected[1], other: rejected[0], asOf: told.as_of), false)
        XCTAssertNil(try decided.state(one: confirmed[0], other: rejected[0], asOf: told.as_of))
        XCTAssertEqual(try decided.series(asOf: told.as_of).map(\.sightings), [confirmed])
        let pairs = try linkage(told).pairs(atLeast: 0).map { $0.sightings() }
        XCTAssertTrue(pairs.contains(confirmed) && !pairs.contains(rejected))
        let made = Links()
        try made.decide(one: confirmed[0], other: confirmed[1], confirmed: true, by: "worker-1", at: told.as_of)
        try made.decide(one: rejected[0], other: rejected[1], confirmed: false, by: "worker-1", at: told.as_of)
        XCTAssertEqual(made.toJson(), json)
        let scheme = try Reports.scheme(Reports.report("r-1", by: "heron-7"), Reports.report("r-2", by: "wren-2"))
        try scheme.decide(one: "r-1/0", other: "r-2/0", confirmed: true, by: "worker-1", at: Reports.now)
        XCTAssertEqual(try scheme.links().state(one: "r-2/0", other: "r-1/0", asOf: Reports.now), true)
    }

    func testEachRefusalHasItsCode() throws {
        let (json, linkage, new) = (try Vectors.sightings("model.json"), try linkage(Told.read()), try new())
        for (broken, code) in [
            (String(json.dropLast(9)), "json.syntax"),
            ("[]", "json.wrong_type"),
            (json.replacingOccurrences(of: "model/1", with: "model/2"), "schema.unknown"),
            (json.replacingOccurrences(of: "\"partners\"", with: "\"partner\""), "json.unknown_member"),
        ] {
            XCTAssertEqual(refusal { try LinkageModel(json: broken) }?.code, code)
        }
        // A model of tables in which a column of this name holds something else.
        var whole = try parsed(json)
        var phones = try XCTUnwrap((whole["columns"] as? [[String: Any]])?.first)
        phones["name"] = "email"
        whole["columns"] = [phones]
        let unfit = try LinkageModel(json: canonical(whole))
        let refused = refusal { try self.register().weighedBy(model: unfit, links: self.links(), asOf: Reports.now) }
        XCTAssertEqual(refused?.problems.map { [$0.path, $0.code] }, [["columns[0].kind", "linkage.kind_differs"]])
        XCTAssertEqual(refusal { try self.register().learn(links: Links(), asOf: "now") }?.code, "instant.malformed")
        XCTAssertEqual(refusal { try linkage.suggest(links: Links(), asOf: "now") }?.code, "instant.malformed")
        XCTAssertEqual(refusal { try linkage.nearest(id: "r-1") }?.code, "sighting.malformed")
        XCTAssertEqual(
            refusal { try Links().decide(one: "r-1/0", other: "r-1/1", confirmed: true, by: "worker-1", at: Reports.now) }?.code,
            "link.same_report")
        XCTAssertEqual(refusal { try Links(json: "{}") }?.code, "member.missing")
        // What there is not is none.
        XCTAssertEqual(try linkage.nearest(id: "r-9/0").count, 0)
        XCTAssertEqual(linkage.find(incident: new, offender: 7).count + linkage.find(incident: new, offender: 0, most: 0).count, 0)
        for atLeast in [1.1, Double.nan, .infinity] { XCTAssertEqual(linkage.pairs(atLeast: atLeast).count, 0) }
    }

    func testThreadsShareALinkage() throws {
        let told = try Told.read()
        let (linkage, new) = (try linkage(told), try new())
        let (offender, atLeast) = (try XCTUnwrap(told.find.offender), try tier(told.find.at_least))
        let lock = NSLock()
        nonisolated(unsafe) var same = 0
        DispatchQueue.concurrentPerform(iterations: 12) { _ in
            let found = linkage.find(incident: new, offender: offender, atLeast: atLeast, most: told.find.most).map { $0.toJson() }
            let pairs = linkage.pairs(atLeast: told.pairs.at_least).map { $0.toJson() }
            lock.withLock { same += found == told.find.told && pairs == told.pairs.told ? 1 : 0 }
        }
        XCTAssertEqual(same, 12)
    }
}
