import UglyMugs
import XCTest

/// Sightings that may be of one person, and what speaks for it.
final class MatchingTests: XCTestCase {
    private func seen(_ id: String, _ tell: (DraftOffender) -> Void) throws -> Incident {
        try Draft.build(id) { draft in
            draft.offence(kind: "robbery")
            draft.reporter(kind: "victim")
            draft.offender(tell)
        }.validate()
    }

    private func first() throws -> Incident {
        try seen("r-1") {
            $0.alias(name: "Baz Example")
            $0.phone(phone: "07700 900123")
            $0.handle(handle: "baz_example")
            $0.gender(code: "man")
            $0.age(from: 30, to: 40)
        }
    }

    private func third() throws -> Incident {
        try seen("r-3") {
            $0.alias(name: "Colin")
            $0.phone(phone: "07700 900999")
            $0.gender(code: "woman")
        }
    }

    private func register() throws -> Register {
        let register = Register()
        let second = try seen("r-2") {
            $0.alias(name: "Baz Example")
            $0.phone(phone: "+44 7700 900123")
            $0.gender(code: "man")
            $0.age(from: 35, to: 45)
        }
        for incident in [try first(), second, try third()] { register.add(incident: incident) }
        return register
    }

    func testAnIdentifierIsFoundByItsNormalForm() throws {
        let register = try register()
        XCTAssertEqual(try register.check(kind: .phone, text: "(07700) 900-123"), ["r-1/0", "r-2/0"])
        XCTAssertEqual(try register.check(kind: .username, text: "@Baz_Example"), ["r-1/0"])
        for kind in [QueryKind.name, .email, .plate] { XCTAssertEqual(try register.check(kind: kind, text: "Baz Example"), []) }
    }

    func testTheEvidenceAddsUp() throws {
        let matches = try register().find(incident: first(), offender: 0, atLeast: .possible)
        XCTAssertEqual(matches.count, 1)
        let match = try XCTUnwrap(matches.first)
        XCTAssertEqual(match.sightings(), ["r-1/0", "r-2/0"])
        XCTAssertEqual(match.tier(), .strong)
        XCTAssertTrue((0.9...1).contains(match.probability()))
        XCTAssertNil(match.isSameSource())
        func hundredths(_ bits: Double) -> Int { Int((bits * 100).rounded()) }
        XCTAssertEqual(match.evidence().reduce(0) { $0 + hundredths($1.weight()) }, hundredths(match.weight()))
        let phone = try XCTUnwrap(match.evidence().first { $0.field() == .phone })
        XCTAssertEqual(phone.agreement(), .same)
        XCTAssertEqual([phone.words(), phone.field().words], ["same phone number (strong)", "phone number"])
        XCTAssertTrue(match.sentence().hasPrefix("May be the same person (strong, to be checked by a person): same phone number (strong)"))
        // The document says the same.
        let json = try parsed(match.toJson())
        XCTAssertEqual(json["schema"] as? String, "uglymugs.match/1")
        XCTAssertEqual(json["tier"] as? String, match.tier().code)
        let written = try XCTUnwrap(json["evidence"] as? [[String: Any]])
        XCTAssertEqual(written.map { $0["field"] as? String }, match.evidence().map { $0.field().code })
        XCTAssertEqual(written.map { $0["agreement"] as? String }, match.evidence().map { $0.agreement().code })
        XCTAssertEqual(written.map { $0["weight"] as? Int }, match.evidence().map { hundredths($0.weight()) })
    }

    func testTwoThatAreAskedAboutAreComparedWhateverComesOfIt() throws {
        let register = try register()
        let unlikely = try XCTUnwrap(register.compare(one: "r-1/0", other: "r-3/0"))
        XCTAssertEqual(unlikely.tier(), .unlikely)
        XCTAssertLessThan(unlikely.weight(), 0)
        XCTAssertNil(try register.compare(one: "r-1/0", other: "r-9/0"))
        XCTAssertEqual(refusal { try register.compare(one: "r-1", other: "r-3/0") }?.code, "sighting.malformed")
        XCTAssertEqual(try register.find(incident: third(), offender: 0, atLeast: .possible).count, 0)
        XCTAssertEqual(try register.find(incident: first(), offender: 7).count, 0)
        XCTAssertEqual(try register.find(incident: first(), offender: 0, most: 0).count, 0)
    }

    func testWhatIsTakenOutIsFoundNoMore() throws {
        let register = try register()
        XCTAssertEqual(register.count(), 3)
        XCTAssertEqual(try register.remove(incident: "r-2"), 1)
        XCTAssertEqual(try register.remove(incident: "r-2"), 0)
        XCTAssertEqual(try register.check(kind: .phone, text: "07700 900123"), ["r-1/0"])
        // A report that is taken in again stands in place of what was known of it.
        register.add(incident: try seen("r-1") { $0.phone(phone: "07700 900124") })
        XCTAssertEqual(register.count(), 2)
        XCTAssertEqual(try register.check(kind: .phone, text: "07700 900123"), [])
    }
}
