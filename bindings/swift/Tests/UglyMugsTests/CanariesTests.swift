import UglyMugs
import XCTest

/// Nothing of what a report says may come out where nobody asked for it: in a description, in an error.
final class CanariesTests: XCTestCase {
    // A word for each field, so that one that is shown gives no other away.
    private let words = [
        "Bluebell", "Foxglove", "Celandine", "Marigold", "Speedwell", "Tansy", "campion", "Saxifrage", "Hellebore", "Larkspur",
        "Primrose", "Bracken", "Yarrow", "Lovage", "Betony", "900231", "900452",
    ]
    private let canary = "Marigold"
    private let number = "07700 900231"

    private func told() -> Draft {
        Draft.build("r-1") { draft in
            draft.offence(kind: "robbery")
            draft.reporter(kind: "victim")
            draft.whenAt(instant: "2026-03-01T22:15:00+00:00")
            draft.force(code: "E23000010")
            draft.area(area: "Bluebell")
            draft.venue(venue: "Foxglove")
            draft.street(street: "Celandine")
            draft.narrative(text: "Marigold")
            draft.summary(text: "Speedwell", language: "en")
            draft.sector(sector: "street")
            draft.wouldHeKnow(answer: false)
            draft.offender { offender in
                offender.alias(name: "Tansy")
                offender.phone(phone: number)
                offender.email(email: "campion@example.org")
                offender.handle(handle: "Saxifrage")
                offender.plate(plate: "Hellebore")
                offender.relation(code: "client")
            }
        }
    }

    private func assertSilent(_ said: Any..., line: UInt = #line) {
        for one in said {
            var texts = [String(describing: one), String(reflecting: one), "\(one)"]
            dump(one, to: &texts[2])
            if let error = one as? Error { texts.append(error.localizedDescription) }
            for secret in words {
                XCTAssertFalse(texts.contains { $0.contains(secret) }, "\(type(of: one)) gives it away", line: line)
            }
        }
    }

    func testNoObjectPrintsWhatItHolds() throws {
        let draft = told()
        let offender = DraftOffender()
        offender.alias(name: canary)
        let incident = try draft.validate()
        XCTAssertTrue(incident.toJson().contains(canary))
        let identity = try Identity(json: """
            {"schema": "uglymugs.identity/1", "incident": "r-1", "taken_by": "Larkspur",
             "victim": {"names": ["Primrose"], "phones": ["07700 900452"], "address": {"street": "Bracken"},
                        "safe_contact": "Yarrow"}}
            """)
        let consent = try ConsentHistory(json: """
            {"schema": "uglymugs.consent/1", "incident": "r-1", "events": [
             {"event": "grant", "at": "2026-03-02T11:00:00+00:00", "by": {"who": "victim"}, "wording": "2024-1",
              "capture": {"how": "app", "taken_by": "Lovage"},
              "grants": [{"purpose": "alert", "recipient": "num"}, {"purpose": "police_full", "recipient": "E23000010"}]}]}
            """)
        let circumstances = try Circumstances(json: """
            {"schema": "uglymugs.circumstances/1", "incident": "r-1",
             "triage": [{"state": "accepted", "at": "2026-03-03T09:00:00+00:00", "by": "Betony"}],
             "references": [{"recipient": "members/num", "reference": "num-7f3k29qa"},
                            {"recipient": "police/E23000010", "reference": "wyp-40c8e1m5"}]}
            """)
        let report = Case(incident: incident, identity: identity, consent: consent, circumstances: circumstances)
        let policy = try Policy(json: Vectors.policy())
        let asOf = "2026-03-10T09:00:00+00:00"
        assertSilent(draft, offender, incident, identity, consent, circumstances, report, policy)
        for recipient in ["members/num/alert", "police_anonymous/E23000010", "police_full/E23000010", "partner/leeds_genesis"] {
            let decision = try report.disclose(policy: policy, recipient: recipient, asOf: asOf)
            assertSilent(decision, decision.withheld(), decision.shared as Any)
            switch decision.shared {
            case .members(let disclosure):
                assertSilent(disclosure, try AlertDraft(disclosure: disclosure))
            case .policeAnonymous(let disclosure):
                assertSilent(disclosure, try PoliceRecord.anonymous(disclosure: disclosure))
            case .policeFull(let disclosure):
                XCTAssertTrue(disclosure.toJson().contains(canary))
                assertSilent(disclosure, try PoliceRecord.full(disclosure: disclosure))
            default:
                XCTAssertEqual(decision.reason(), .noGrant)
            }
        }
        let preview = try preview(draft: draft, identity: identity, consent: consent, policy: policy, asOf: asOf)
        assertSilent(preview, preview.entries())
    }

    /// Each text of a case is broken in turn, so that every reader meets a value that it must refuse.
    func testNoErrorQuotesWhatItRefuses() throws {
        let whole = try parsed(Vectors.robbery().case)
        var refused = 0
        for broken in self.broken(whole, by: "\(canary)\u{7} \(number)") {
            let json = String(decoding: try JSONSerialization.data(withJSONObject: broken), as: UTF8.self)
            do {
                _ = try Case(json: json)
            } catch {
                refused += 1
                assertSilent(error, (error as? UglyMugsError)?.problems as Any)
            }
        }
        XCTAssertGreaterThan(refused, 40)
    }

    func testNoQuestionQuotesWhatItWasAskedWith() throws {
        let vector = try Vectors.robbery()
        let report = try Case(json: vector.case)
        let policy = try Policy(json: vector.policy)
        let canary = self.canary
        let asked: [() throws -> Any] = [
            { try report.level(policy: policy, asOf: canary) },
            { try report.disclose(policy: policy, recipient: canary, asOf: vector.as_of) },
            { try report.disclose(policy: policy, recipient: "members/\(canary) \(canary)/alert", asOf: vector.as_of) },
            { try report.disclose(policy: policy, recipient: vector.recipient, asOf: canary) },
            { try Identity.unknown(incident: "\(canary) \(canary)") },
            { try ConsentHistory(incident: "\(canary) \(canary)") },
            { try Circumstances(incident: "\(canary) \(canary)") },
            { try Policy.defaultFrom(version: "\(canary) \(canary)", from: vector.as_of) },
            { try Policy(json: "{\"\(canary)\": 1}") },
            { try Draft(json: "{\"\(canary)") },
            { try self.told().section(name: canary, json: "{\"\(canary)") },
            {
                let draft = self.told()
                try draft.section(name: canary, json: "1")
                return try draft.validate()
            },
            {
                try preview(
                    draft: self.told(), identity: Identity.unknown(incident: "another"),
                    consent: report.consent(), policy: policy, asOf: vector.as_of)
            },
        ]
        for (index, ask) in asked.enumerated() {
            do {
                _ = try ask()
                XCTFail("question \(index) was answered")
            } catch {
                XCTAssertTrue(error is UglyMugsError)
                assertSilent(error)
            }
        }
    }

    /// The document with one of its values replaced or a member added, once for each.
    private func broken(_ element: Any, by bad: String) -> [Any] {
        if let list = element as? [Any] {
            return list.indices.flatMap { at in
                broken(list[at], by: bad).map { one in
                    var changed = list
                    changed[at] = one
                    return changed as Any
                }
            }
        }
        if let object = element as? [String: Any] {
            let changed: [Any] = object.flatMap { name, value in
                broken(value, by: bad).map { object.merging([name: $0]) { $1 } as Any }
            }
            return changed + [object.merging([canary: bad]) { $1 }]
        }
        return [bad]
    }
}
