import UglyMugs
import XCTest

/// Nothing of what a report says may come out where nobody asked for it: in a description, in an error.
final class CanariesTests: XCTestCase {
    // A word for each field, so that one that is shown gives no other away.
    private let words = [
        "Bluebell", "Foxglove", "Celandine", "Marigold", "Speedwell", "Tansy", "campion", "Saxifrage", "Hellebore", "Larkspur",
        "Primrose", "Bracken", "Yarrow", "Lovage", "Betony", "900231", "900452", "Toadflax", "Woodruff", "Teasel", "kingcup",
        "Comfrey", "late 50s", "6'7 to 6'8", "dragon", "hi_vis", "Sorrel",
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
            draft.ownWords(about: "offences", text: "Toadflax")
            draft.policeContact(code: "crime_recorded")
            draft.policeReference(reference: "Woodruff")
            draft.summary(text: "Speedwell", language: "en")
            draft.sector(sector: "street")
            draft.wouldHeKnow(answer: false)
            draft.offender { offender in
                offender.alias(name: "Tansy")
                offender.phone(phone: number)
                offender.email(email: "campion@example.org")
                offender.handle(handle: "Saxifrage")
                offender.plate(plate: "Hellebore")
                offender.profile(site: "kingcup.example.org", handle: "Teasel")
                offender.ageInWords(words: "late 50s")
                offender.heightInWords(words: "6'7 to 6'8")
                offender.mark(kind: "tattoo", motif: "dragon")
                offender.wore(item: "hi_vis")
                offender.ownWords(about: "speech", text: "Comfrey")
                offender.relation(code: "client")
            }
        }
    }

    private func assertSilent(_ said: Any..., line: UInt = #line) {
        for one in said {
            var texts = [String(describing: one), String(reflecting: one), "\(one)"]
            dump(one, to: &texts[2])
            if let error = one as? Error { texts.append(error.localizedDescription) }
            // In capitals or not: the normal form of a handle is in small letters.
            texts = texts.map { $0.lowercased() }
            for secret in words {
                XCTAssertFalse(texts.contains { $0.contains(secret.lowercased()) }, "\(type(of: one)) gives it away", line: line)
            }
        }
    }

    func testNoObjectPrintsWhatItHolds() throws {
        let draft = told()
        let offender = DraftOffender()
        offender.alias(name: canary)
        offender.profile(site: "kingcup.example.org", handle: "Teasel")
        offender.ownWords(about: "phrase", text: "Sorrel")
        let incident = try draft.validate()
        // What could be given away is there.
        XCTAssertEqual(
            words.filter { !incident.toJson().contains($0) },
            ["Larkspur", "Primrose", "Bracken", "Yarrow", "Lovage", "Betony", "900452", "Sorrel"])
        let identity = try Identity(json: """
            {"schema": "uglymugs.identity/1", "incident": "r-1", "taken_by": "Larkspur",
             "victim": {"names": ["Primrose"], "phones": ["07700 900452"], "address": {"street": "Bracken"},
                        "safe_contact": "Yarrow"}}
            """)
        let consent = try ConsentHistory(json: """
            {"schema": "uglymugs.consent/1", "incident": "r-1", "events": [
             {"event": "grant", "at": "2026-03-02T11:00:00+00:00", "by": {"who": "victim"}, "wording": "2024-1",
              "capture": {"how": "app", "taken_by": "Lovage"},
              "grants": [{"purpose": "matching"}, {"purpose": "lookup", "recipient": "num"},
                         {"purpose": "alert", "recipient": "num", "recognition_accepted": true},
                         {"purpose": "police_full", "recipient": "E23000010"}]}]}
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
                assertSilent(disclosure)
                try assertSilentForLife(disclosure)
            case .policeAnonymous(let disclosure):
                assertSilent(disclosure, try PoliceRecord.anonymous(disclosure: disclosure, issuer: Reports.issuer()))
            case .policeFull(let disclosure):
                for shown in [canary, "Toadflax", "Woodruff", "Teasel", "Comfrey"] {
                    XCTAssertTrue(disclosure.toJson().lowercased().contains(shown.lowercased()), "full details are without \(shown)")
                }
                assertSilent(disclosure, try PoliceRecord.full(disclosure: disclosure, issuer: Reports.issuer()))
            default:
                XCTAssertEqual(decision.reason(), .noGrant)
            }
        }
        let preview = try preview(draft: draft, identity: identity, consent: consent, policy: policy, asOf: asOf)
        assertSilent(preview, preview.entries())
        try assertSilentInAScheme(report, policy, asOf)
    }

    /// An alert in each of its states, and what goes out of it.
    private func assertSilentForLife(_ given: MembersDisclosure) throws {
        let (rules, crowd) = (try Reports.rules(), try Reports.crowd("num", asOf: given.asOf(), [given]))
        let draft = try AlertDraft(disclosures: [given], rules: rules, crowd: crowd)
        let approved = try draft.approve(
            approver: "Larkspur", at: given.asOf(), necessity: "Primrose", proportionality: "Bracken")
        let published = try approved.publish(fresh: [given], rules: rules, crowd: crowd)
        let release = try published.release(fresh: [given], rules: rules, crowd: crowd)
        // What could be given away is there.
        for shown in ["Tansy", "900231"] { XCTAssertTrue(release.text().contains(shown) && release.sms().text().contains(shown)) }
        let member = SeriesMember(reference: try XCTUnwrap(given.reference()), offender: 0)
        let facts = try SeriesFacts(id: "series-4471", members: [member], tier: .strong)
        let retracted = try published.retract(at: given.asOf())
        assertSilent(
            rules, crowd, facts, draft, draft.reidentification(), draft.reach(), approved, published, release, release.sms(),
            release.email(), release.reach() as Any, retracted, retracted.release())
    }

    /// A scheme, and everything that it answers.
    private func assertSilentInAScheme(_ report: Case, _ policy: Policy, _ asOf: String) throws {
        func another(_ json: String) -> String {
            [("\"r-1\"", "\"r-2\""), ("num-7f3k29qa", "num-0a1b2c3d"), ("wyp-40c8e1m5", "wyp-0a1b2c3d")]
                .reduce(json) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
        }
        let own = #"{"schema": "uglymugs.own_contacts/1", "emails": ["campion@example.org"]}"#
        let issuer = try Issuer(scheme: "num", name: "Larkspur", contact: "Yarrow")
        let scheme = try Scheme(issuer: issuer, policy: policy, rules: Reports.rules(), ownContacts: own)
        let (incident, register) = (report.incident(), Register())
        register.add(incident: incident)
        register.add(incident: try Incident(json: another(incident.toJson())))
        assertSilent(issuer, try scheme.submit(report: report), scheme, register)
        _ = try scheme.submit(report: Case(json: another(report.toJson())))
        let matches = try scheme.matches(incident: "r-1", asOf: asOf)
        XCTAssertEqual(matches.count, 1)
        for match in matches { assertSilent(match, match.evidence(), match.sentence(), match.toJson()) }
        assertSilent(matches, register.find(incident: incident, offender: 0), try register.check(kind: .phone, text: number))
        let suggestions = try scheme.suggestions(asOf: asOf)
        XCTAssertEqual(suggestions.count, 1)
        assertSilent(suggestions, suggestions.flatMap { $0.matches() })
        try scheme.decide(one: "r-1/0", other: "r-2/0", confirmed: true, by: "Larkspur", at: asOf, note: "Primrose")
        let links = scheme.links()
        XCTAssertTrue(links.toJson().contains("Larkspur") && links.toJson().contains("Primrose"))
        let learnt = try register.learn(links: links, asOf: asOf)
        let pairs = learnt.find(incident: incident, offender: 0, atLeast: .unlikely)
        XCTAssertEqual(pairs.count, 1)
        for pair in pairs { assertSilent(pair, pair.evidence(), pair.sentence(), pair.toJson()) }
        // A model holds codes, such as the motif of a mark; nothing by which one person is told from others.
        let model = learnt.model()
        for secret in ["tansy", "900231", "campion", "saxifrage", "hellebore", "bluebell"] {
            XCTAssertFalse((model.toJson() + model.text()).lowercased().contains(secret))
        }
        assertSilent(links, learnt, model, learnt.pairs(atLeast: 0), try learnt.suggest(links: Links(), asOf: asOf))
        assertSilent(learnt.sharedIdentifiers())
        assertSilent(try scheme.series(asOf: asOf))
        let (asker, query) = (try Asker(scheme: "num", member: "Betony"), try Query(kind: .phone, text: number))
        let watch = RateLimit(most: 30, hours: 24)
        let answer = try scheme.check(query: query, asker: asker, purpose: .beforeMeeting, asOf: asOf, watch: watch)
        XCTAssertEqual(answer.outcome(), .reported)
        XCTAssertTrue(watch.records().contains("900231") && watch.records().contains("Betony"))
        assertSilent(asker, query, watch, answer, answer.words(), answer.toJson())
        for police in try scheme.policeReports(incident: "r-1", asOf: asOf) {
            assertSilent(police, police.record() as Any, police.notSent() as Any)
        }
        let approved = try scheme.draftAlert(incidents: ["r-1"], asOf: asOf)
            .approve(approver: "Larkspur", at: asOf, necessity: "Primrose", proportionality: "Bracken")
        let release = try scheme.publish(approved: approved, asOf: asOf)
        assertSilent(release, try scheme.feed(asOf: asOf), scheme.alerts(), scheme.ledger(), try scheme.report(incident: "r-1"))
        let review = try scheme.recordTriage(incident: "r-1", state: .rejected, at: asOf, by: "Larkspur")
        XCTAssertEqual(review.retracted.count, 1)
        assertSilent(review, review.retracted, review.toLookAt)
    }

    /// Each text of a case is broken in turn, so that every reader meets a value that it must refuse.
    func testNoErrorQuotesWhatItRefuses() throws {
        let bad = "\(canary)\u{7} \(number)"
        let whole = try parsed(Vectors.robbery().case)
        try assertRefused(broken(whole, by: bad), atLeast: 40) { try Case(json: $0) }
        let incident = try parsed(Vectors.wholeIncident())
        try assertRefused(broken(incident, by: bad), atLeast: 100) { try Incident(json: $0) }
        // Words that are no words for an age, and a reference that is too long, are well-formed texts.
        let long = String(repeating: "\(canary) \(number) ", count: 5_000)
        try assertRefused(broken(incident, by: long), atLeast: 80) { try Draft(json: $0).validate() }
    }

    private func assertRefused(_ documents: [Any], atLeast: Int, _ read: (String) throws -> Any) throws {
        var refused = 0
        for document in documents {
            let json = try canonical(document)
            do {
                _ = try read(json)
            } catch {
                refused += 1
                assertSilent(error, (error as? UglyMugsError)?.problems as Any)
            }
        }
        XCTAssertGreaterThanOrEqual(refused, atLeast)
    }

    func testNoQuestionQuotesWhatItWasAskedWith() throws {
        let vector = try Vectors.robbery()
        let report = try Case(json: vector.case)
        let policy = try Policy(json: vector.policy)
        let canary = self.canary
        let (scheme, now) = (try Reports.scheme(Reports.report("r-1", by: "heron-7", recognitionAccepted: true)), Reports.now)
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
                draft.ownWords(about: canary, text: canary)
                return try draft.validate()
            },
            {
                let draft = self.told()
                draft.offender {
                    $0.ageInWords(words: canary)
                    $0.profile(site: "\(canary) \(canary)", handle: canary)
                    $0.looks(part: canary, code: canary)
                    $0.vehicle(part: "model", code: canary)
                    $0.wore(item: canary, colour: canary)
                    $0.mark(kind: canary, bodyPlace: canary, motif: canary)
                }
                return try draft.validate()
            },
            {
                let draft = self.told()
                try draft.section(name: canary, json: "1")
                return try draft.validate()
            },
            { try AlertRules(json: "{\"\(canary)\": 1}") },
            { try Crowd(scheme: canary, asOf: canary) },
            { try SeriesFacts(id: "\(canary) \(canary)", members: []) },
            { try SeriesFacts(id: "series-4471", members: [SeriesMember(reference: "\(canary) \(canary)", offender: 0)]) },
            { try feed(title: canary, releases: [], asOf: canary) },
            { try Issuer(scheme: "\(canary) \(canary)", name: canary, contact: canary) },
            { try Issuer(scheme: "num", name: "\(canary)\u{7}", contact: canary) },
            { try Asker(scheme: "num", member: "\(canary) \(canary)") },
            { try Register().remove(incident: "\(canary) \(canary)") },
            { try Register().compare(one: canary, other: canary) as Any },
            { try Register().learn(links: Links(), asOf: canary) },
            { try Register().learn(links: Links(), asOf: now).nearest(id: canary) },
            { try Register().learn(links: Links(), asOf: now).suggest(links: Links(), asOf: canary) },
            { try LinkageModel(json: "{\"\(canary)\": 1}") },
            { try LinkageModel(json: "{\"schema\": \"\(canary)\"}") },
            { try Links(json: "{\"schema\": \"uglymugs.links/1\", \"\(canary)\": 1}") },
            { try Links().state(one: canary, other: canary, asOf: now) as Any },
            { try Links().series(asOf: canary) },
            { try Links().decide(one: "r-1/0", other: "r-2/0", confirmed: true, by: "\(canary)\u{7}", at: now) },
            { try Scheme(issuer: Reports.issuer(), policy: policy, rules: Reports.rules(), ownContacts: "{\"\(canary)\": 1}") },
            { try scheme.report(incident: canary) },
            { try scheme.recordTriage(incident: "r-1", state: .accepted, at: now, by: "\(canary)\u{7}") },
            { try scheme.recordTriage(incident: "r-1", state: .duplicate, at: now, by: canary, of: "\(canary) \(canary)") },
            { try scheme.recordConsent(incident: "r-1", event: "{\"event\": \"\(canary)\"}", at: now) },
            { try scheme.matches(incident: canary, asOf: canary) },
            { try scheme.suggestions(asOf: canary) },
            { try scheme.decide(one: "r-1/0", other: "r-9/0", confirmed: true, by: canary, at: now, note: canary) },
            { try scheme.disclose(incident: "r-1", recipient: canary, asOf: now) },
            { try scheme.draftAlert(incidents: [canary], asOf: now) },
            {
                try scheme.draftAlert(incidents: ["r-1"], asOf: now)
                    .approve(approver: "\(canary)\u{7}", at: now, necessity: "\(canary)\u{7}", proportionality: "\(canary)\u{7}")
            },
            { try scheme.release(id: "\(canary) \(canary)", asOf: now) },
            { try scheme.retract(id: canary, at: now) },
            { try scheme.policeReports(incident: canary, asOf: now) },
            {
                try scheme.check(
                    query: Query(kind: .phone, text: canary), asker: Asker(scheme: "num", member: canary), purpose: .casework,
                    asOf: now, watch: RateLimit(most: 0, hours: 1))
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
