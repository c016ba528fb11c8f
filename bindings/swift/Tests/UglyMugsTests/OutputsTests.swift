import UglyMugs
import XCTest

// A disclosure, a decision, a preview and the outputs have no initialiser that takes anything else, and no reader: that
// they cannot be made shows in that there is nothing here to call.
final class OutputsTests: XCTestCase {
    private func robbery() throws -> (report: Case, policy: Policy, asOf: String) {
        let vector = try Vectors.robbery()
        return (try Case(json: vector.case), try Policy(json: vector.policy), vector.as_of)
    }

    private func shared(_ recipient: String) throws -> Disclosed? {
        let (report, policy, asOf) = try robbery()
        return try report.disclose(policy: policy, recipient: recipient, asOf: asOf).shared
    }

    func testADisclosureKnowsWhomItIsFor() throws {
        guard case .members(let given) = try shared("members/num/alert") else { return XCTFail("nothing for members") }
        XCTAssertEqual(given.recipient(), "members/num/alert")
        XCTAssertEqual(given.reference(), "num-7f3k29qa")
        XCTAssertEqual(given.asOf(), try Vectors.robbery().as_of)
        XCTAssertEqual(given.consentSequence(), 1)
        XCTAssertEqual(Data(given.toJson().utf8), given.toBytes())
        guard case .members(let lookup) = try shared("members/num/lookup") else { return XCTFail("nothing for look-ups") }
        XCTAssertNil(lookup.reference())
        guard case .partner = try shared("partner/leeds_genesis") else { return XCTFail("nothing for a partner") }
        guard case .research = try shared("research/2026-1") else { return XCTFail("nothing for research") }
    }

    func testPoliceRecordsAreMadeFromWhatThePoliceAreGiven() throws {
        guard case .policeFull(let inFull) = try shared("police_full/E23000010"),
            case .policeAnonymous(let withoutName) = try shared("police_anonymous/E23000010")
        else { return XCTFail("nothing for the police") }
        let issuer = try Reports.issuer()
        let full = try PoliceRecord.full(disclosure: inFull, issuer: issuer)
        let anonymous = try PoliceRecord.anonymous(disclosure: withoutName, issuer: issuer)
        for (record, details) in [(full, "full"), (anonymous, "anonymous")] {
            let json = try parsed(record.toJson())
            XCTAssertEqual(json["schema"] as? String, "uglymugs.police_record/1")
            XCTAssertEqual(json["details"] as? String, details)
            XCTAssertEqual(json["handling_conditions"] as? [String], record.handlingConditions())
            XCTAssertTrue(record.handlingConditions().contains("Not for immigration enforcement."))
            XCTAssertEqual((json["issuer"] as? [String: Any])?["name"] as? String, "Example Safety Scheme")
            XCTAssertTrue(record.toHtml().contains("020 7946 0000, weekdays 9 to 5") && record.toHtml().contains(record.reference()))
            XCTAssertEqual([record.recipient(), record.reference()], ["E23000010", "wyp-40c8e1m5"])
        }
        XCTAssertTrue(full.toJson().contains("Kelly Marsh"))
        XCTAssertFalse((anonymous.toJson() + anonymous.toHtml()).contains("Kelly Marsh"))
        XCTAssertEqual([full.basis(), anonymous.basis()], ["consent", "consent"])
        XCTAssertEqual(issuer.scheme(), "num")
        XCTAssertEqual(refusal { try Issuer(scheme: "num", name: "Example Safety Scheme", contact: " ") }?.code, "text.blank")
    }

    func testAPreviewShowsWhatEachAudienceWouldBeGiven() throws {
        let (report, policy, asOf) = try robbery()
        let draft = try Draft(json: report.incident().toJson())
        let shown = try preview(
            draft: draft, identity: report.identity(), consent: report.consent(), policy: policy, asOf: asOf)
        XCTAssertEqual(shown.mayKnow(), .no)
        let alert = try XCTUnwrap(shown.entries().first { $0.recipient() == "members/num/alert" })
        XCTAssertEqual(alert.audience(), .members)
        XCTAssertEqual(alert.forUse(), .alert)
        XCTAssertNil(alert.reason())
        XCTAssertEqual(alert.toJson()?.contains("Daz"), true)
        // No text is approved yet.
        XCTAssertTrue(alert.withheld().contains(Withheld(path: "summary", reason: .notApproved)))
        let nothingSaid = try ConsentHistory(incident: report.incident().id())
        let silent = try preview(
            draft: draft, identity: report.identity(), consent: nothingSaid, policy: policy, asOf: asOf)
        XCTAssertEqual(silent.entries().map { $0.reason() }, Array(repeating: .noGrant, count: 6))
        XCTAssertTrue(silent.entries().allSatisfy { $0.recipient() == nil && $0.toBytes() == nil })
    }

    func testALinkedOffenderMayKnow() throws {
        let (_, policy, asOf) = try robbery()
        let draft = Draft.build("r-1") { draft in
            draft.offence(kind: "harassment")
            draft.reporter(kind: "victim")
            draft.offender { $0.relation(code: "ex_partner") }
        }
        let shown = try preview(
            draft: draft, identity: Identity.unknown(incident: "r-1"), consent: ConsentHistory(incident: "r-1"),
            policy: policy, asOf: asOf)
        XCTAssertEqual(shown.mayKnow(), .yes)
    }

    func testTheTablesAndCodesAreTheCores() {
        XCTAssertEqual(Reason.heWouldKnow.code, "he_would_know")
        XCTAssertEqual(Reason.heWouldKnow.message, "he would know, or may know, that it was her")
        XCTAssertEqual([Level.none, .alertOnly, .anonymous, .full].map(\.code), ["none", "alert_only", "anonymous", "full"])
        XCTAssertEqual([Tier.unlikely, .possible, .probable, .strong].map(\.code), ["unlikely", "possible", "probable", "strong"])
        XCTAssertEqual([SmsEncoding.gsm7, .ucs2].map(\.code), ["gsm_7", "ucs_2"])
        XCTAssertEqual([Step.partOfDay.code, Inference.onlyOne.code, ReleaseKind.correction.code], ["part_of_day", "only_one", "correction"])
        XCTAssertEqual([QueryKind.plate.code, LookupPurpose.casework.code, Outcome.askACaseworker.code], ["plate", "casework", "ask_a_caseworker"])
        XCTAssertEqual([Field.hairColour.code, Field.hairColour.words, Agreement.far.code], ["hair_colour", "hair colour", "far"])
        XCTAssertEqual([Route.notForScas.code, TriageState.disputed.code, TriageReason.test.code], ["not_for_scas", "disputed", "test"])
        XCTAssertTrue(codeCatalogue().contains { $0.code == "binding.internal" })
        XCTAssertEqual(forces().first { $0.code == "E23000010" }?.name, "West Yorkshire")
        XCTAssertEqual(offenceKinds().first { $0.code == "robbery" }?.category, "property")
    }

    func testADateIsAnInstantOfOurs() throws {
        let (report, policy, asOf) = try robbery()
        let date = try XCTUnwrap(ISO8601DateFormatter().date(from: asOf))
        XCTAssertEqual(date.instant(in: TimeZone(secondsFromGMT: 0)!), asOf)
        XCTAssertEqual(date.instant(in: TimeZone(secondsFromGMT: 3600)!), "2026-03-10T10:00:00+01:00")
        XCTAssertEqual(try report.level(policy: policy, asOf: date.instant()), .full)
    }
}
