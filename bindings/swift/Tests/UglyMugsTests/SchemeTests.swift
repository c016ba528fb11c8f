import UglyMugs
import XCTest

/// The way of a report through a scheme, step by step, with the reason that each step gives.
final class SchemeTests: XCTestCase {
    private let now = Reports.now

    private func wentOut(_ scheme: Scheme) throws -> [String] {
        let entries = try JSONSerialization.jsonObject(with: Data(scheme.ledger().utf8)) as? [[String: Any]] ?? []
        return entries.compactMap { $0["what"] as? String }
    }

    func testTheWayOfAReport() throws {
        // Full details for her force as soon as one other person has reported him.
        let police = """
            {"purpose": "police_anonymous", "recipient": "E23000010"}, {"purpose": "police_full", "recipient": "E23000010",
             "condition": {"at_least": 1, "offenders": [0], "then": "take_effect"}}
            """
        let scheme = try Reports.scheme()
        XCTAssertEqual(scheme.id(), "num")
        let first = try Reports.report("r-1", by: "heron-7", accepted: false, police: police)
        XCTAssertEqual(try scheme.submit(report: first), Submitted(ownContacts: 0, needsPerson: false, ofThisSource: 0))
        _ = try scheme.submit(report: Reports.report("r-2", by: "wren-2", accepted: false))

        // Nothing goes anywhere before a person of the scheme has accepted it.
        let refused = refusal { try scheme.draftAlert(incidents: ["r-1"], asOf: now) }
        XCTAssertEqual(refused?.code, "scheme.nothing_disclosed")
        XCTAssertEqual(refused?.reason, .notAccepted)
        XCTAssertEqual(try scheme.lookUp(.phone, "07700 900231").outcome(), .nothingToShow)
        XCTAssertEqual(try scheme.matches(incident: "r-1", asOf: now).count, 0)

        let day = "2026-03-04T09:00:00+00:00"
        for report in ["r-1", "r-2"] {
            let review = try scheme.recordTriage(incident: report, state: .accepted, at: day, by: "Ruth Okafor")
            XCTAssertTrue(review.retracted.isEmpty && review.toLookAt.isEmpty)
        }
        XCTAssertNotNil(try scheme.disclose(incident: "r-1", recipient: "members/num/alert", asOf: day).shared)

        // A match is a suggestion; a person confirms it.
        let matches = try scheme.matches(incident: "r-1", asOf: day, atLeast: .probable)
        XCTAssertEqual(matches.map { $0.sightings() }, [["r-1/0", "r-2/0"]])
        XCTAssertFalse(matches[0].sentence().contains("900231"))
        XCTAssertEqual(try scheme.suggestions(asOf: day).map { $0.sightings() }, [["r-1/0", "r-2/0"]])
        XCTAssertEqual(try scheme.series(asOf: day), [])
        let anonymous = try scheme.policeReports(incident: "r-1", asOf: day)
        XCTAssertEqual(anonymous.map { $0.recipient() }, ["E23000010"])
        XCTAssertNil(anonymous[0].notSent())
        XCTAssertEqual(anonymous[0].record()?.toJson().contains("Gwen Hartley"), false)
        let linked = "2026-03-05T09:00:00+00:00"
        try scheme.decide(one: "r-1/0", other: "r-2/0", confirmed: true, by: "Ruth Okafor", at: linked, note: "The same phone.")
        XCTAssertEqual(try scheme.series(asOf: linked), [Series(sightings: ["r-1/0", "r-2/0"], contested: [])])
        XCTAssertEqual(try scheme.compare(one: "r-2/0", other: "r-1/0", asOf: linked)?.weight(), matches[0].weight())

        // That made her condition true.
        let full = try XCTUnwrap(scheme.policeReports(incident: "r-1", asOf: linked).first?.record())
        XCTAssertTrue(full.toJson().contains("Gwen Hartley") && full.toHtml().contains("Gwen Hartley"))

        // An alert about what both told; only what is approved is published.
        let draft = try scheme.draftAlert(incidents: ["r-1", "r-2"], asOf: linked)
        let release = try scheme.publish(approved: draft.approved(linked), asOf: linked)
        XCTAssertEqual(release.version(), 1)
        XCTAssertEqual(release.id().count, 20)
        XCTAssertEqual(try scheme.feed(asOf: linked).map { $0.id() }, [release.id()])
        XCTAssertEqual(try scheme.reportsBehind(id: release.id()), ["r-1", "r-2"])
        XCTAssertEqual(try scheme.report(incident: "r-1").incident().id(), "r-1")
        let renewed = try scheme.renew(id: release.id(), asOf: "2026-03-06T09:00:00+00:00")
        XCTAssertEqual(renewed.kind(), .renewal)
        let then = "2026-03-07T09:00:00+00:00"
        let again = try scheme.draftAlert(incidents: ["r-1", "r-2"], asOf: then)
        let corrected = try scheme.correct(approved: again.approved(then), asOf: then)
        XCTAssertEqual(corrected.kind(), .correction)
        XCTAssertEqual(corrected.version(), 3)
        XCTAssertEqual(try scheme.release(id: release.id(), asOf: "2026-03-07T10:00:00+00:00").text(), corrected.text())
        XCTAssertEqual(scheme.alerts().map { $0.version() }, [3])

        let answer = try scheme.lookUp(.phone, "+44 7700 900231", asOf: linked)
        XCTAssertEqual(answer.outcome(), .reported)
        XCTAssertEqual(answer.matched(), .phone)
        XCTAssertEqual(answer.month(), "2026-03")
        XCTAssertEqual(answer.reports(), 2)
        XCTAssertTrue(answer.words().hasPrefix("This phone number was reported to us by 2 people. The newest report is of March 2026."))

        // One of the two withdraws everything. What rested on her goes at once.
        let later = "2026-03-08T09:00:00+00:00"
        let withdrawal = #"{"event": "withdraw", "at": "2026-03-08T09:00:00+00:00", "by": "victim"}"#
        let review = try scheme.recordConsent(incident: "r-2", event: withdrawal, at: later)
        XCTAssertEqual(review.retracted.map { $0.id() }, [release.id()])
        XCTAssertEqual(review.retracted.map { $0.kind() }, [.retraction])
        XCTAssertEqual(try scheme.feed(asOf: later).count + scheme.alerts().count, 0)
        XCTAssertEqual(try scheme.disclose(incident: "r-2", recipient: "members/num/alert", asOf: later).reason(), .withdrawn)
        XCTAssertEqual(try scheme.lookUp(.phone, "07700900231", asOf: later).reports(), 1)
        XCTAssertEqual(refusal { try scheme.renew(id: release.id(), asOf: later) }?.code, "scheme.unknown_alert")
        XCTAssertEqual(
            try wentOut(scheme), ["police_anonymous", "police_full", "alert", "renewal", "correction", "retraction"])
    }

    func testAnAlertCanBeTakenBackAtAnyTime() throws {
        let scheme = try Reports.scheme(Reports.report("r-1", by: "heron-7"), Reports.report("r-2", by: "wren-2"))
        let release = try scheme.publish(approved: scheme.draftAlert(incidents: ["r-1"], asOf: now).approved(now), asOf: now)
        // The other of its kind is gone: a person looks at it.
        let review = try scheme.recordTriage(incident: "r-2", state: .rejected, at: now, by: "Ruth Okafor", why: .test)
        XCTAssertEqual(review.toLookAt, [ToLookAt(id: release.id(), code: "alert.only_one")])
        let notice = try scheme.retract(id: release.id(), at: "2026-03-11T09:00:00+00:00")
        XCTAssertEqual(notice.kind(), .retraction)
        XCTAssertFalse(notice.toJson().contains("Daz") || notice.bulletin().contains("Daz"))
        XCTAssertEqual(try scheme.review(at: "2026-03-12T09:00:00+00:00").retracted.count, 0)
    }

    func testALookUpTellsNoMoreThanItMay() throws {
        let scheme = try Reports.scheme(Reports.report("r-1", by: "heron-7"), Reports.report("r-2", by: "heron-7"))
        XCTAssertEqual(try scheme.lookUp(.phone, "07700 900231").reports(), 1)
        // A miss, another scheme, and what is no number: one and the same.
        let elsewhere = try scheme.check(
            query: Query(kind: .phone, text: "07700 900231"), asker: Asker(scheme: "leeds_genesis", member: "m-2"),
            purpose: .casework, asOf: now, watch: RateLimit(most: 1, hours: 1))
        let missed = [
            try scheme.lookUp(.phone, "07700 900999"), try scheme.lookUp(.phone, "Daz"), try scheme.lookUp(.plate, "AB?? CDE"),
            elsewhere,
        ]
        XCTAssertEqual(Set(missed.map { $0.toJson() }), [#"{"schema":"uglymugs.lookup/1","outcome":"nothing_to_show"}"# + "\n"])
        XCTAssertTrue(missed.allSatisfy { $0.matched() == nil && $0.month() == nil && $0.reports() == nil })
        // A name is never answered.
        for name in ["Daz", "Nobody"] { XCTAssertEqual(try scheme.lookUp(.name, name).outcome(), .askACaseworker) }
    }

    func testLookUpsAreWatched() throws {
        let scheme = try Reports.scheme(Reports.report("r-1", by: "heron-7"))
        let watch = RateLimit(most: 2, hours: 24)
        func ask(_ member: String, _ asOf: String) throws -> Answer {
            try scheme.check(
                query: Query(kind: .phone, text: "07700 900231"), asker: Asker(scheme: "num", member: member),
                purpose: .afterContact, asOf: asOf, watch: watch)
        }
        for _ in 1...2 { _ = try ask("m-1", now) }
        XCTAssertEqual(refusal { try ask("m-1", now) }?.code, "lookup.too_many")
        _ = try ask("m-2", now)
        _ = try ask("m-1", "2026-03-11T09:00:00+00:00")
        let records = try watch.records().split(separator: "\n").map { try parsed(String($0)) }
        XCTAssertEqual(records.map { $0["member"] as? String }, ["m-1", "m-1", "m-2", "m-1"])
        XCTAssertEqual(Set(records.compactMap { $0["purpose"] as? String }), ["after_contact"])
    }

    func testALookUpWithoutASchemeIsAnsweredFromDisclosures() throws {
        let report = try Reports.report("r-1", by: "heron-7")
        let (asker, watch) = (try Asker(scheme: "num", member: "m-1"), RateLimit(most: 30, hours: 24))
        let query = try Query(kind: .phone, text: "07700900231")
        let given = try XCTUnwrap(Reports.given(report, Reports.policy(), to: "members/num/lookup", asOf: now))
        let answer = try check(
            query: query, asker: asker, purpose: .forSomebodyElse, disclosures: [given], asOf: now, watch: watch)
        XCTAssertEqual(answer.reports(), 1)
        let forAlerts = try Reports.scheme(report).given("r-1")
        XCTAssertEqual(
            refusal {
                try check(query: query, asker: asker, purpose: .casework, disclosures: [forAlerts], asOf: now, watch: watch)
            }?.code,
            "lookup.wrong_use")
    }

    func testWhatIsNotSentToThePoliceSaysWhy() throws {
        func sent(_ recipient: String, accepted: Bool = true) throws -> PoliceReport {
            let police = #"{"purpose": "police_anonymous", "recipient": "\#(recipient)"}"#
            let scheme = try Reports.scheme(Reports.report("r-1", by: "heron-7", accepted: accepted, police: police))
            return try XCTUnwrap(scheme.policeReports(incident: "r-1", asOf: now).first)
        }
        XCTAssertEqual(try sent("E23000004").notSent(), .dropped(route: .otherArea))
        XCTAssertNil(try sent("E23000004").record())
        XCTAssertEqual(try sent("nca_scas").notSent(), .dropped(route: .notForScas))
        XCTAssertEqual(try sent("E23000010", accepted: false).notSent(), .nothing(reason: .notAccepted))
        // Routing of a disclosure by itself.
        let scheme = try Reports.scheme(Reports.report("r-1", by: "heron-7"))
        let decision = try scheme.disclose(incident: "r-1", recipient: "police_anonymous/E23000010", asOf: now)
        guard case .policeAnonymous(let given) = decision.shared else { return XCTFail("nothing for the police") }
        XCTAssertEqual(given.route(), .send)
    }

    func testOwnContactsWaitForACaseworker() throws {
        let own = #"{"schema": "uglymugs.own_contacts/1", "phones": ["07700 900231"]}"#
        let scheme = try Scheme(issuer: Reports.issuer(), policy: Reports.policy(), rules: Reports.rules(), ownContacts: own)
        let report = try Reports.report("r-1", by: "heron-7", recognitionAccepted: true)
        XCTAssertEqual(try scheme.submit(report: report).ownContacts, 1)
        XCTAssertEqual(try scheme.lookUp(.phone, "07700 900231").outcome(), .nothingToShow)
        XCTAssertFalse(try scheme.draftAlert(incidents: ["r-1"], asOf: now).text().contains("900231"))
    }

    func testEachStepThatIsNotTakenHasItsCode() throws {
        let scheme = try Reports.scheme(Reports.report("r-1", by: "heron-7"), Reports.report("r-2", by: "wren-2"))
        let now = self.now
        let refusals: [(String, () throws -> Any?)] = [
            ("id.conflict", { try scheme.submit(report: Reports.report("r-1", by: "wren-2")) }),
            ("scheme.unknown_report", { try scheme.matches(incident: "r-9", asOf: now) }),
            ("scheme.unknown_alert", { try scheme.release(id: "nobody-has-it", asOf: now) }),
            ("scheme.no_series", { try scheme.draftAlert(incidents: ["r-1", "r-2"], asOf: now) }),
            ("triage.duplicate_of", { try scheme.recordTriage(incident: "r-1", state: .duplicate, at: now, by: "Ruth Okafor") }),
            ("link.same_report", { try scheme.decide(one: "r-1/0", other: "r-1/1", confirmed: true, by: "Ruth Okafor", at: now) }),
            ("sighting.malformed", { try scheme.decide(one: "r-1", other: "r-2", confirmed: true, by: "Ruth Okafor", at: now) }),
            ("code.unknown", { try scheme.recordConsent(incident: "r-1", event: #"{"event": "shrug"}"#, at: now) }),
            ("json.syntax", { try scheme.recordConsent(incident: "r-1", event: "{", at: now) }),
            ("text.blank", { try scheme.recordTriage(incident: "r-1", state: .accepted, at: now, by: " ") }),
        ]
        for (code, step) in refusals { XCTAssertEqual(refusal(step)?.code, code) }
        XCTAssertEqual(scheme.ledger(), "[]")
    }
}
