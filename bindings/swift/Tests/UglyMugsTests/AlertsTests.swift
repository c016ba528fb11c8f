import UglyMugs
import XCTest

/// An alert, from what members were given to its retraction.
final class AlertsTests: XCTestCase {
    /// What is disclosed at an instant of a vector, and the crowd with two others of its kind.
    private func asked(_ asOf: String) throws -> ([MembersDisclosure], Crowd) {
        let vector = try Vectors.robbery()
        let policy = try Policy(json: vector.policy)
        let own = try XCTUnwrap(Reports.given(Case(json: vector.case), policy, asOf: asOf))
        return ([own], try Reports.crowd("num", asOf: asOf, [own] + Reports.twins(vector, asOf: asOf)))
    }

    private func later(_ days: Double) throws -> String {
        let now = try XCTUnwrap(ISO8601DateFormatter().date(from: Reports.now))
        return now.addingTimeInterval(days * 86_400).instant(in: TimeZone(secondsFromGMT: 0)!)
    }

    /// Alone, each is about one who would be the only plausible one; beside others, each is an alert or says why not.
    func testTheAlertsOfAllVectors() throws {
        let rules = AlertRules.defaultRules()
        var (drafted, alone) = (0, 0)
        for vector in try Vectors.all() where vector.recipient.hasSuffix("/alert") && vector.bytes != nil {
            let policy = try Policy(json: vector.policy)
            let given = try XCTUnwrap(Reports.given(Case(json: vector.case), policy, to: vector.recipient, asOf: vector.as_of))
            let scheme = String(vector.recipient.split(separator: "/")[1])
            let one = try Reports.crowd(scheme, asOf: vector.as_of, [given])
            if refusal({ try AlertDraft(disclosures: [given], rules: rules, crowd: one) })?.code == "alert.only_one" { alone += 1 }
            let both = try Reports.crowd(scheme, asOf: vector.as_of, [given] + Reports.twins(vector, asOf: vector.as_of))
            do {
                let draft = try AlertDraft(disclosures: [given], rules: rules, crowd: both)
                XCTAssertTrue(draft.text().hasPrefix("Take care. Reported: "), vector.name)
                XCTAssertTrue(draft.text().hasSuffix("It is not proof of a crime. Alert \(draft.id()).\n"), vector.name)
                XCTAssertTrue(draft.reidentification().accepted || draft.reidentification().plausible >= 2, vector.name)
                drafted += 1
            } catch UglyMugsError.ContainsWithheldValue(let code, let paths) {
                XCTAssertEqual(code, "output.contains_withheld_value")
                XCTAssertFalse(paths.isEmpty, vector.name)
            } catch UglyMugsError.Refused(let code) {
                // One of whom nothing is left that helps to recognise him.
                XCTAssertEqual(code, "alert.only_one", vector.name)
            }
        }
        XCTAssertGreaterThanOrEqual(alone, 10)
        XCTAssertGreaterThanOrEqual(drafted, 10)
    }

    func testFromADraftToItsRetraction() throws {
        let (now, rules) = (Reports.now, try Reports.rules())
        let (fresh, crowd) = try asked(now)
        let draft = try AlertDraft(disclosures: fresh, rules: rules, crowd: crowd)
        XCTAssertEqual([draft.id(), draft.scheme(), draft.asOf(), draft.publishFrom()], ["num-7f3k29qa", "num", now, now])
        XCTAssertEqual(draft.reports(), ["num-7f3k29qa"])
        for told in ["Take care.", "“Daz”", "07700 900231", "1 March 2026", "not proof of a crime"] {
            XCTAssertTrue(draft.text().contains(told), told)
        }
        XCTAssertFalse(draft.text().contains("Darren Stott") || draft.text().contains("Kelly Marsh"))
        XCTAssertEqual(draft.reach().everybody, false)
        XCTAssertEqual(draft.reach().forces.first, "E23000010")
        let found = draft.reidentification()
        XCTAssertEqual(found.plausible, 2)
        XCTAssertFalse(found.accepted)
        XCTAssertEqual(found.coarsened, [.summary])
        XCTAssertTrue(found.inferences.contains(.oneOfSeveral) && found.inferences.contains(.hisName))
        XCTAssertEqual(Inference.hisName.sentence, "He will know a name that he gave, and perhaps to whom he gave it.")

        let before = try later(-1)
        XCTAssertEqual(refusal { try draft.approved(before) }?.code, "alert.approved_too_early")
        let approved = try draft.approved(now)
        XCTAssertEqual(approved.text(), draft.text())
        let published = try approved.publish(fresh: fresh, rules: rules, crowd: crowd)
        XCTAssertEqual([String(published.version()), published.publishedAt(), published.expiresAt()], ["1", now, try later(30)])
        let release = try published.release(fresh: fresh, rules: rules, crowd: crowd)
        XCTAssertEqual(release.kind(), .alert)
        XCTAssertEqual(release.text(), draft.text())

        // Every release asks the gate again: for that instant, and for that report.
        let (atTheEnd, thenCrowd) = try asked(later(30))
        XCTAssertEqual(refusal { try published.release(fresh: atTheEnd, rules: rules, crowd: thenCrowd) }?.code, "alert.expired")
        XCTAssertEqual(refusal { try published.renew(fresh: fresh, rules: rules, crowd: thenCrowd) }?.code, "alert.stale_disclosure")
        XCTAssertEqual(refusal { try published.release(fresh: [], rules: rules, crowd: crowd) }?.code, "alert.no_longer_disclosed")
        XCTAssertEqual(refusal { try AlertDraft(disclosures: [], rules: rules, crowd: crowd) }?.code, "alert.no_disclosure")
        let renewed = try published.renew(fresh: atTheEnd, rules: rules, crowd: thenCrowd)
        XCTAssertEqual([String(renewed.version()), renewed.expiresAt()], ["2", try later(60)])
        XCTAssertEqual(try renewed.release(fresh: atTheEnd, rules: rules, crowd: thenCrowd).kind(), .renewal)

        let corrected = try published.correct(approved: approved, fresh: fresh, rules: rules, crowd: crowd)
        XCTAssertEqual(corrected.version(), 2)
        XCTAssertEqual(try corrected.release(fresh: fresh, rules: rules, crowd: crowd).kind(), .correction)

        let retracted = try corrected.retract(at: later(3))
        let notice = retracted.release()
        XCTAssertEqual(notice.kind(), .retraction)
        XCTAssertEqual([retracted.id(), retracted.scheme(), retracted.retractedAt()], ["num-7f3k29qa", "num", try later(3)])
        XCTAssertEqual(notice.text(), "This alert is withdrawn. Please delete it. Do not pass it on. Alert num-7f3k29qa.\n")
        XCTAssertNil(notice.expiresAt())
        XCTAssertNil(notice.reach())
        XCTAssertTrue(try feed(title: "Alerts", releases: [release], asOf: now).contains("Daz"))
        XCTAssertFalse(try feed(title: "Alerts", releases: [release, notice], asOf: later(3)).contains("Daz"))
    }

    func testEachMediumHasAReleaseInItsOwnForm() throws {
        let (rules, (fresh, crowd)) = (try Reports.rules(), try asked(Reports.now))
        let published = try AlertDraft(disclosures: fresh, rules: rules, crowd: crowd).approved(Reports.now)
            .publish(fresh: fresh, rules: rules, crowd: crowd)
        let release = try published.release(fresh: fresh, rules: rules, crowd: crowd)
        let sms = release.sms()
        XCTAssertEqual(sms.encoding(), .gsm7)
        XCTAssertEqual(sms.encoding().code, "gsm_7")
        XCTAssertEqual(sms.segments(), sms.text().count <= 160 ? 1 : 2)
        XCTAssertTrue(sms.text().contains("07700 900231") && sms.text().hasSuffix("Alert num-7f3k29qa"))
        let email = release.email()
        XCTAssertEqual([email.subject(), email.text()], ["Safety alert num-7f3k29qa", release.text()])
        XCTAssertTrue(email.html().hasPrefix("<!DOCTYPE html>") && email.html().contains("Daz"))
        XCTAssertTrue(release.bulletin().contains("Daz") && !release.bulletin().contains("<script"))
        let json = try parsed(release.toJson())
        XCTAssertEqual(json["schema"] as? String, "uglymugs.alert/1")
        XCTAssertEqual(json["text"] as? String, release.text())
    }

    func testTheOnlyPlausibleOneIsNotToldOfUnlessSheAcceptsIt() throws {
        let closed = try Reports.scheme(Reports.report("r-1", by: "heron-7"))
        XCTAssertEqual(refusal { try closed.draftAlert(incidents: ["r-1"], asOf: Reports.now) }?.code, "alert.only_one")
        let open = try Reports.scheme(Reports.report("r-1", by: "heron-7", recognitionAccepted: true))
        let found = try open.draftAlert(incidents: ["r-1"], asOf: Reports.now).reidentification()
        XCTAssertTrue(found.accepted && found.plausible == 1 && found.inferences.contains(.onlyOne))
    }

    func testAnAlertWaitsAsLongAsItsRuleSays() throws {
        let held = try Reports.rules(holdHours: 48)
        let (fresh, crowd) = try asked(Reports.now)
        let draft = try AlertDraft(disclosures: fresh, rules: held, crowd: crowd)
        XCTAssertEqual(draft.publishFrom(), try later(2))
        let approved = try draft.approved(Reports.now)
        XCTAssertEqual(refusal { try approved.publish(fresh: fresh, rules: held, crowd: crowd) }?.code, "alert.held")
        let (then, thenCrowd) = try asked(later(2))
        XCTAssertEqual(try approved.publish(fresh: then, rules: held, crowd: thenCrowd).publishedAt(), try later(2))
    }

    func testAnAlertAboutASeriesRestsOnWhatPeopleConfirmed() throws {
        let scheme = try Reports.scheme(Reports.report("r-1", by: "heron-7"), Reports.report("r-2", by: "wren-2"))
        let (rules, given) = (try Reports.rules(), [try scheme.given("r-1"), try scheme.given("r-2")])
        let crowd = try Reports.crowd("num", asOf: Reports.now, given)
        XCTAssertEqual(crowd.count(), 2)
        XCTAssertEqual(refusal { try AlertDraft(disclosures: given, rules: rules, crowd: crowd) }?.code, "alert.not_linked")
        let members = try given.map { SeriesMember(reference: try XCTUnwrap($0.reference()), offender: 0) }
        let facts = try SeriesFacts(id: "series-4471", members: members, tier: .probable)
        let draft = try AlertDraft(disclosures: given, rules: rules, crowd: crowd, series: facts)
        XCTAssertEqual(draft.id(), "series-4471")
        XCTAssertEqual(draft.reports().count, 2)
        let published = try draft.approved(Reports.now).publish(fresh: given, rules: rules, crowd: crowd, series: facts)
        XCTAssertTrue(try published.release(fresh: given, rules: rules, crowd: crowd, series: facts).text().contains("Daz"))
        XCTAssertEqual(
            refusal { try published.release(fresh: [given[0]], rules: rules, crowd: crowd, series: facts) }?.code,
            "alert.no_longer_disclosed")
        let others = try SeriesFacts(id: "series-4471", members: [SeriesMember(reference: "somebody-else", offender: 0)])
        XCTAssertEqual(
            refusal { try published.release(fresh: given, rules: rules, crowd: crowd, series: others) }?.code, "alert.not_linked")
    }

    func testAReportThatAnotherAlertTellsOfHidesNobody() throws {
        let scheme = try Reports.scheme(Reports.report("r-1", by: "heron-7"), Reports.report("r-2", by: "wren-2"))
        let (rules, one, other) = (try Reports.rules(), try scheme.given("r-1"), try scheme.given("r-2"))
        let crowd = try Reports.crowd("num", asOf: Reports.now, [one, other])
        let published = try AlertDraft(disclosures: [one], rules: rules, crowd: crowd).approved(Reports.now)
            .publish(fresh: [one], rules: rules, crowd: crowd)
        XCTAssertTrue(try AlertDraft(disclosures: [other], rules: rules, crowd: crowd).text().contains("“Daz”"))
        try crowd.note(alert: published)
        let found = try AlertDraft(disclosures: [other], rules: rules, crowd: crowd)
        XCTAssertFalse(found.text().contains("“Daz”"))
        XCTAssertTrue(found.reidentification().coarsened.contains(.names))
    }

    func testRulesAreReadAsTheyAreWritten() throws {
        for rules in [AlertRules.defaultRules(), try Reports.rules(holdHours: 24)] {
            XCTAssertEqual(try AlertRules(json: rules.toJson()).toJson(), rules.toJson())
        }
        let wrong = """
            {"schema": "uglymugs.alert_rules/1", "version": "t-1", "rules": [{"offences": ["mugging"], "reach": "everywhere"}]}
            """
        XCTAssertEqual(
            refusal { try AlertRules(json: wrong) }?.problems.map { [$0.path, $0.code] },
            [["rules[0].offences[0]", "code.unknown"], ["rules[0].reach", "code.unknown"]])
    }

    func testSheSeesTheAlertBeforeSheDecides() throws {
        let report = try Reports.report("r-1", by: "heron-7")
        let shown = try preview(
            draft: Draft(json: report.incident().toJson()), identity: report.identity(), consent: report.consent(),
            policy: Reports.policy(), asOf: Reports.now)
        let alert = try XCTUnwrap(shown.entries().first { $0.forUse() == .alert })
        XCTAssertEqual(alert.alertText()?.contains("“Daz”"), true)
        XCTAssertTrue(alert.alertInferences().contains(.onlyOne))
        XCTAssertEqual(alert.alertNotice()?.hasPrefix("If he hurt only you, he would know that you told."), true)
        for other in shown.entries() where other.forUse() != .alert {
            XCTAssertTrue(other.alertText() == nil && other.alertInferences().isEmpty && other.alertNotice() == nil)
        }
    }
}
