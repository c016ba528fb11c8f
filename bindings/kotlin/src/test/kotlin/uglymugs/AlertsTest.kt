package uglymugs

import java.time.OffsetDateTime
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlinx.serialization.json.jsonPrimitive

/** An alert, from what members were given to its retraction. */
class AlertsTest {
    private val vector = Vectors.all.single { it.name == "c01_full_details_to_one_force" && it.recipient == "members/num/alert" }
    private val policy = Policy.fromJson(vector.policy)
    private val rules = Reports.rules()

    private fun given(case: Case, asOf: String) = assertNotNull(Reports.given(case, policy, "members/num/alert", asOf))

    /** What is disclosed at an instant of the report, and the crowd with two others of its kind. */
    private fun asked(asOf: String): Pair<List<MembersDisclosure>, Crowd> {
        val own = given(Case.fromJson(vector.case), asOf)
        return listOf(own) to Reports.crowd("num", asOf, own, *Reports.twins(vector, asOf).toTypedArray())
    }

    private fun later(days: Long, of: String = vector.asOf) = OffsetDateTime.parse(of).plusDays(days).instant

    @Test
    fun `the alerts of all vectors are those that people read`() {
        fun read(draft: () -> AlertDraft): String = try {
            val alert = draft()
            val leftOut = alert.reidentification().coarsened.joinToString { it.code }
            alert.text() + if (leftOut.isEmpty()) "" else "(left out: $leftOut)\n"
        } catch (refused: UglyMugsException.ContainsWithheldValue) {
            "refused: a text would contain what is withheld at ${refused.paths.joinToString()}\n"
        } catch (refused: UglyMugsException) {
            "refused: ${refused.code}\n"
        }
        val rules = AlertRules.defaultRules()
        var alerts = ""
        for (vector in Vectors.all.filter { it.recipient.endsWith("/alert") && it.bytes != null }) {
            val policy = Policy.fromJson(vector.policy)
            val given = assertNotNull(Reports.given(Case.fromJson(vector.case), policy, vector.recipient, vector.asOf))
            val twins = Reports.twins(vector).toTypedArray()
            val scheme = vector.recipient.split('/')[1]
            val alone = read { AlertDraft(listOf(given), rules, Reports.crowd(scheme, vector.asOf, given)) }
            val beside = read { AlertDraft(listOf(given), rules, Reports.crowd(scheme, vector.asOf, given, *twins)) }
            alerts += "## ${vector.name} ${vector.recipient}\n### the only one of its kind\n$alone\n### beside another of its kind\n$beside\n"
        }
        assertEquals(Vectors.alerts, alerts)
    }

    @Test
    fun `from a draft to its retraction`() {
        val now = vector.asOf
        val (fresh, crowd) = asked(now)
        val draft = AlertDraft(fresh, rules, crowd)
        assertEquals(listOf("num-7f3k29qa", "num", now, now), listOf(draft.id(), draft.scheme(), draft.asOf(), draft.publishFrom()))
        assertEquals(listOf("num-7f3k29qa"), draft.reports())
        assertTrue(draft.text().startsWith("Take care.") && "“Daz”" in draft.text() && "not proof of a crime" in draft.text())
        assertFalse("Darren Stott" in draft.text() || "Kelly Marsh" in draft.text())
        assertFalse(draft.reach().everybody)
        assertEquals("E23000010", draft.reach().forces.first())
        val found = draft.reidentification()
        assertEquals(2UL, found.plausible)
        assertFalse(found.accepted)
        assertEquals(listOf(Step.SUMMARY), found.coarsened)
        assertTrue(Inference.ONE_OF_SEVERAL in found.inferences && Inference.HIS_NAME in found.inferences)
        assertEquals("He will know a name that he gave, and perhaps to whom he gave it.", Inference.HIS_NAME.sentence)

        assertEquals("alert.approved_too_early", refusal { draft.approved(later(-1)) })
        val approved = draft.approved(now)
        assertEquals(draft.text(), approved.text())
        val published = approved.publish(fresh, rules, crowd)
        assertEquals(listOf("1", now, later(30)), listOf(published.version().toString(), published.publishedAt(), published.expiresAt()))
        val release = published.release(fresh, rules, crowd)
        assertEquals(ReleaseKind.ALERT, release.kind())
        assertEquals(draft.text(), release.text())

        // Every release asks the gate again: for that instant, and for that report.
        val (atTheEnd, thenCrowd) = asked(later(30))
        assertEquals("alert.expired", refusal { published.release(atTheEnd, rules, thenCrowd) })
        assertEquals("alert.stale_disclosure", refusal { published.renew(fresh, rules, thenCrowd) })
        assertEquals("alert.no_longer_disclosed", refusal { published.release(emptyList(), rules, crowd) })
        assertEquals("alert.no_disclosure", refusal { AlertDraft(emptyList(), rules, crowd) })
        val renewed = published.renew(atTheEnd, rules, thenCrowd)
        assertEquals(listOf("2", later(60)), listOf(renewed.version().toString(), renewed.expiresAt()))
        assertEquals(ReleaseKind.RENEWAL, renewed.release(atTheEnd, rules, thenCrowd).kind())

        val corrected = published.correct(approved, fresh, rules, crowd)
        assertEquals(ReleaseKind.CORRECTION, corrected.release(fresh, rules, crowd).kind())
        assertEquals(2U, corrected.version())

        val retracted = corrected.retract(later(3))
        val notice = retracted.release()
        assertEquals(ReleaseKind.RETRACTION to 3U, notice.kind() to notice.version())
        assertEquals(listOf("num-7f3k29qa", "num", later(3)), listOf(retracted.id(), retracted.scheme(), retracted.retractedAt()))
        assertEquals("This alert is withdrawn. Please delete it. Do not pass it on. Alert num-7f3k29qa.\n", notice.text())
        assertNull(notice.expiresAt())
        assertNull(notice.reach())

        val feed = feed("Alerts", listOf(release), now)
        assertTrue("Daz" in feed && "1 alert stands" in feed)
        assertFalse("Daz" in feed("Alerts", listOf(release, notice), later(3)))
    }

    @Test
    fun `each medium has a release in its own form`() {
        val (fresh, crowd) = asked(vector.asOf)
        val release = AlertDraft(fresh, rules, crowd).approved(vector.asOf).publish(fresh, rules, crowd).release(fresh, rules, crowd)
        val sms = release.sms()
        assertEquals(SmsEncoding.GSM7, sms.encoding())
        assertEquals("gsm_7", sms.encoding().code)
        assertEquals(if (sms.text().length <= 160) 1UL else 2UL, sms.segments())
        assertTrue("07700 900231" in sms.text() && sms.text().endsWith("Alert num-7f3k29qa"))
        val email = release.email()
        assertEquals("Safety alert num-7f3k29qa", email.subject())
        assertEquals(release.text(), email.text())
        assertTrue("Daz" in email.html() && email.html().startsWith("<!DOCTYPE html>"))
        assertTrue("Daz" in release.bulletin() && "<script" !in release.bulletin())
        val json = parsed(release.toJson())
        assertEquals(release.text(), json.getValue("text").jsonPrimitive.content)
        assertEquals("uglymugs.alert/1", json.getValue("schema").jsonPrimitive.content)
    }

    @Test
    fun `what nobody approved has no release`() {
        fun methods(of: Class<*>) = of.methods.map { it.name.substringBefore('-') }.toSet()
        assertTrue(setOf("publish", "release", "retract", "renew", "correct").none { it in methods(AlertDraft::class.java) })
        assertTrue("publish" in methods(ApprovedAlert::class.java) && "release" !in methods(ApprovedAlert::class.java))
        assertTrue("release" in methods(PublishedAlert::class.java) && "publish" !in methods(PublishedAlert::class.java))
        assertTrue("renew" !in methods(RetractedAlert::class.java))
    }

    @Test
    fun `the only plausible one is not told of unless she accepts it`() {
        fun draft(case: Case): AlertDraft {
            val scheme = Reports.scheme(case)
            return scheme.draftAlert(listOf("r-1"), Reports.NOW)
        }
        assertEquals("alert.only_one", refusal { draft(Reports.report("r-1", "heron-7")) })
        val found = draft(Reports.report("r-1", "heron-7", recognitionAccepted = true)).reidentification()
        assertTrue(found.accepted && found.plausible == 1UL && Inference.ONLY_ONE in found.inferences)
    }

    @Test
    fun `an alert waits as long as its rule says`() {
        val held = Reports.rules(holdHours = 48)
        val (fresh, crowd) = asked(vector.asOf)
        val draft = AlertDraft(fresh, held, crowd)
        assertEquals(later(2), draft.publishFrom())
        val approved = draft.approved(vector.asOf)
        assertEquals("alert.held", refusal { approved.publish(fresh, held, crowd) })
        val (then, thenCrowd) = asked(later(2))
        assertEquals(later(2), approved.publish(then, held, thenCrowd).publishedAt())
    }

    @Test
    fun `an alert about a series rests on what people confirmed`() {
        val cases = listOf(Reports.report("r-1", "heron-7"), Reports.report("r-2", "wren-2"))
        val scheme = Reports.scheme(*cases.toTypedArray())
        val given = listOf("r-1", "r-2").map {
            (assertNotNull(scheme.disclose(it, "members/num/alert", Reports.NOW).shared) as Disclosed.Members).disclosure
        }
        val crowd = Reports.crowd("num", Reports.NOW, *given.toTypedArray())
        assertEquals(2UL, crowd.count())
        assertEquals("alert.not_linked", refusal { AlertDraft(given, rules, crowd) })
        val facts = SeriesFacts("series-4471", given.map { SeriesMember(assertNotNull(it.reference()), 0U) }, Tier.PROBABLE)
        val draft = AlertDraft(given, rules, crowd, facts)
        assertEquals("series-4471", draft.id())
        assertEquals(2, draft.reports().size)
        val published = draft.approved(Reports.NOW).publish(given, rules, crowd, facts)
        assertTrue("Daz" in published.release(given, rules, crowd, facts).text())
        assertEquals("alert.no_longer_disclosed", refusal { published.release(given.take(1), rules, crowd, facts) })
        val others = SeriesFacts("series-4471", listOf(SeriesMember("somebody-else", 0U)))
        assertEquals("alert.not_linked", refusal { published.release(given, rules, crowd, others) })
    }

    @Test
    fun `a report that another alert tells of hides nobody`() {
        val scheme = Reports.scheme(Reports.report("r-1", "heron-7"), Reports.report("r-2", "wren-2"))
        val (one, other) = listOf("r-1", "r-2").map {
            (assertNotNull(scheme.disclose(it, "members/num/alert", Reports.NOW).shared) as Disclosed.Members).disclosure
        }
        val before = Reports.crowd("num", Reports.NOW, one, other)
        val published = AlertDraft(listOf(one), rules, before).approved(Reports.NOW).publish(listOf(one), rules, before)
        assertTrue("“Daz”" in AlertDraft(listOf(other), rules, before).text())
        before.note(published)
        val found = AlertDraft(listOf(other), rules, before)
        assertTrue("“Daz”" !in found.text() && Step.NAMES in found.reidentification().coarsened)
    }

    @Test
    fun `rules are read as they are written`() {
        for (rules in listOf(AlertRules.defaultRules(), Reports.rules(24))) {
            assertEquals(rules.toJson(), AlertRules.fromJson(rules.toJson()).toJson())
        }
        val wrong = assertFailsWith<UglyMugsException.Invalid> {
            AlertRules.fromJson("""{"schema": "uglymugs.alert_rules/1", "version": "t-1", "rules": [{"offences": ["mugging"], "reach": "everywhere"}]}""")
        }
        assertEquals(mapOf("rules[0].offences[0]" to "code.unknown", "rules[0].reach" to "code.unknown"), wrong.problems.associate { it.path to it.code })
    }

    @Test
    fun `she sees the alert before she decides`() {
        val case = Reports.report("r-1", "heron-7")
        val preview = preview(Draft.fromJson(case.incident().toJson()), case.identity(), case.consent(), policy, Reports.NOW)
        val (alerts, others) = preview.entries().partition { it.forUse() == Use.ALERT }
        val alert = alerts.single()
        assertTrue("“Daz”" in assertNotNull(alert.alertText()))
        assertTrue(Inference.ONLY_ONE in alert.alertInferences())
        assertTrue(assertNotNull(alert.alertNotice()).startsWith("If he hurt only you, he would know that you told."))
        assertEquals(setOf(AudienceKind.MEMBERS, AudienceKind.POLICE_ANONYMOUS, AudienceKind.POLICE_FULL, AudienceKind.PARTNER, AudienceKind.RESEARCH), others.map { it.audience() }.toSet())
        for (other in others) {
            assertEquals(listOf(null, emptyList<Inference>(), null), listOf(other.alertText(), other.alertInferences(), other.alertNotice()))
        }
    }
}
