import UglyMugs
import XCTest

final class ErrorsTests: XCTestCase {
    /// The error of what must not succeed.
    private func error<T>(_ work: () throws -> T, line: UInt = #line) -> UglyMugsError? {
        do {
            _ = try work()
            XCTFail("this was not refused", line: line)
            return nil
        } catch {
            return error as? UglyMugsError
        }
    }

    func testEveryProblemOfADraftAtOnceWithItsPathAndCode() throws {
        let draft = Draft.build("r 1") { draft in
            draft.offence(kind: "mugging")
            draft.reporter(kind: "victim")
            draft.whenAt(instant: "yesterday")
            draft.narrative(text: String(repeating: "x", count: 100_001))
            draft.offender { $0.age(from: 30, to: 20) }
        }
        let invalid = try XCTUnwrap(error { try draft.validate() })
        XCTAssertEqual(
            Dictionary(uniqueKeysWithValues: invalid.problems.map { ($0.path, $0.code) }),
            [
                "id": "id.malformed",
                "offences[0].kind": "code.unknown",
                "when.at": "instant.malformed",
                "narrative": "text.too_long",
                "offenders[0].appearance.age": "range.reversed",
            ]
        )
        XCTAssertEqual(invalid.code, invalid.problems.first?.code)
        let tooLong = try XCTUnwrap(invalid.problems.first { $0.code == "text.too_long" })
        XCTAssertEqual([tooLong.limit, tooLong.found], [100_000, 100_001])
        XCTAssertEqual(tooLong.message, "text is too long")
        XCTAssertNil(tooLong.line, "a draft that was told has no lines")
        XCTAssertTrue(invalid.localizedDescription.contains("when.at: not an RFC 3339 instant"))
    }

    func testWhatADraftSaysOfAnOffenderIsRefusedWithItsPathAndCode() throws {
        let draft = Draft.build("r-1") { draft in
            draft.offence(kind: "robbery")
            draft.reporter(kind: "victim")
            draft.offender {
                $0.ageInWords(words: "not young any more")
                $0.heightInWords(words: "as high as the door")
                $0.vehicle(part: "make", code: "vauxhall")
                $0.vehicle(part: "model", code: "ford_transit")
            }
            draft.offender {
                $0.profile(site: "the blue one", handle: "@daz_on_dateline")
                $0.mark(kind: "", motif: "star")
                $0.looks(part: "bearing", code: "upright")
                $0.ownWords(about: "mood", text: "sour")
            }
        }
        let problems = try XCTUnwrap(error { try draft.validate() }).problems
        XCTAssertEqual(
            Dictionary(uniqueKeysWithValues: problems.map { ($0.path, $0.code) }),
            [
                "offenders[0].appearance.age": "age.not_understood",
                "offenders[0].appearance.height_cm": "height.not_understood",
                "offenders[0].vehicle.model": "vehicle.model_not_of_make",
                "offenders[1].profiles[0].site": "site.malformed",
                "offenders[1].appearance.marks[0].kind": "member.missing",
                // Of what, and not which: the name of the member is the caller's text.
                "offenders[1].appearance": "json.unknown_member",
                "offenders[1].own_words[0].about": "code.unknown",
            ]
        )
        let model = problems.first { $0.path.hasSuffix("model") }
        XCTAssertEqual(model?.message, "the model is not one of this make's")
    }

    func testEachBrokenVectorIsRefusedForExactlyWhatItSays() throws {
        let vectors = try Vectors.broken()
        for broken in vectors {
            var problems: [[String]] = []
            do {
                switch broken.document {
                case "incident": _ = try Incident(json: broken.json, lenient: broken.lenient)
                case "identity": _ = try Identity(json: broken.json, lenient: broken.lenient)
                case "consent": _ = try ConsentHistory(json: broken.json, lenient: broken.lenient)
                case "circumstances": _ = try Circumstances(json: broken.json, lenient: broken.lenient)
                case "policy": _ = try Policy(json: broken.json)
                case "case": _ = try Case(json: broken.json, lenient: broken.lenient)
                default: XCTFail("no such document: \(broken.document)")
                }
            } catch let error as UglyMugsError {
                problems = error.problems.map { [$0.path, $0.code] }.sorted { $0.lexicographicallyPrecedes($1) }
            }
            XCTAssertEqual(problems, broken.problems, broken.name)
        }
        let codes = Set(vectors.flatMap(\.problems).map { $0[1] })
        for code in [
            "age.not_understood", "height.not_understood", "site.malformed", "vehicle.model_not_of_make", "triage.why_misplaced",
        ] {
            XCTAssertTrue(codes.contains(code), "no broken vector has \(code)")
        }
    }

    func testAProblemOfADocumentHasItsPlace() throws {
        let json = """
            {"schema": "uglymugs.incident/1", "id": "r-1",
             "offences": [{"kind": "mugging"}], "reporter": {"kind": "victim"}}
            """
        let problems = try XCTUnwrap(error { try Incident(json: json) }).problems
        XCTAssertEqual(problems.map(\.path), ["offences[0].kind"])
        XCTAssertEqual(problems.first?.line, 2)
    }

    func testLenientKeepsAMemberThatIsNotInTheSchema() throws {
        let json = """
            {"schema": "uglymugs.incident/1", "id": "r-1", "mood": "Marigold",
             "offences": [{"kind": "theft"}], "reporter": {"kind": "victim"}}
            """
        XCTAssertEqual(error { try Incident(json: json) }?.code, "json.unknown_member")
        let kept = try parsed(Incident(json: json, lenient: true).toJson())
        XCTAssertEqual(kept as NSDictionary, try parsed(json) as NSDictionary)
        XCTAssertEqual(try Draft(json: json).validate(lenient: true).id(), "r-1")
    }

    func testEachRefusalHasItsCode() throws {
        let vector = try Vectors.robbery()
        let report = try Case(json: vector.case)
        let policy = try Policy(json: vector.policy)
        let lookup = try report.disclose(policy: policy, recipient: "members/num/lookup", asOf: vector.as_of)
        guard case .members(let forLookup) = lookup.shared else { return XCTFail("nothing for a look-up") }
        let refusals: [(String, () throws -> Any)] = [
            ("instant.malformed", { try report.level(policy: policy, asOf: "now") }),
            ("recipient.malformed", { try report.disclose(policy: policy, recipient: "members", asOf: vector.as_of) }),
            ("disclosure.no_policy_in_force", { try report.level(policy: policy, asOf: "1999-01-01T00:00:00+00:00") }),
            ("id.malformed", { try Identity.unknown(incident: "not an id") }),
            ("json.syntax", { try Draft(json: "{") }),
            ("schema.unknown", { try Case(json: #"{"schema": "uglymugs.case/2"}"#) }),
            (
                "output.wrong_use",
                {
                    try AlertDraft(
                        disclosures: [forLookup], rules: .defaultRules(), crowd: Crowd(scheme: "num", asOf: vector.as_of))
                }
            ),
        ]
        for (code, refused) in refusals {
            XCTAssertEqual(error(refused)?.code, code)
        }
    }

    func testASectionThatIsNotWellFormedLeavesTheDraftAsItWas() throws {
        let draft = Draft.build("r-1") {
            $0.offence(kind: "theft")
            $0.reporter(kind: "victim")
        }
        let before = draft.toJson()
        XCTAssertEqual(error { try draft.section(name: "place", json: "{") }?.code, "json.syntax")
        XCTAssertEqual(draft.toJson(), before)
        try draft.section(name: "place", json: #"{"area": "LS2"}"#)
        XCTAssertEqual(try draft.validate().id(), "r-1")
    }
}
