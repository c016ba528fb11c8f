package uglymugs

import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive

/** The way of a report through a scheme, step by step, with the reason that each step gives. */
class SchemeTest {
    private val now = Reports.NOW
    private val asker = Asker("num", "m-1")

    private fun Scheme.lookUp(kind: QueryKind, text: String, asOf: String = now) =
        check(Query(kind, text), asker, LookupPurpose.BEFORE_MEETING, asOf, RateLimit(30U, 24U))

    private fun Scheme.wentOut() = Json.parseToJsonElement(ledger()).jsonArray.map { it.jsonObject.getValue("what").jsonPrimitive.content }

    @Test
    fun `the way of a report`() {
        // Full details for her force as soon as one other person has reported him.
        val police = """{"purpose": "police_anonymous", "recipient": "E23000010"}, {"purpose": "police_full",
            "recipient": "E23000010", "condition": {"at_least": 1, "offenders": [0], "then": "take_effect"}}"""
        val scheme = Reports.scheme()
        assertEquals("num", scheme.id())
        assertEquals(Submitted(0UL, false, 0UL), scheme.submit(Reports.report("r-1", "heron-7", accepted = false, police = police)))
        scheme.submit(Reports.report("r-2", "wren-2", accepted = false))

        // Nothing goes anywhere before a person of the scheme has accepted it.
        val refused = assertFailsWith<UglyMugsException.NothingDisclosed> { scheme.draftAlert(listOf("r-1"), now) }
        assertEquals("scheme.nothing_disclosed" to Reason.NOT_ACCEPTED, refused.code to refused.reason)
        assertEquals(Outcome.NOTHING_TO_SHOW, scheme.lookUp(QueryKind.PHONE, "07700 900231").outcome())
        assertEquals(0, scheme.matches("r-1", now).size)

        val day = "2026-03-04T09:00:00+00:00"
        for (report in listOf("r-1", "r-2")) {
            val review = scheme.recordTriage(report, TriageState.ACCEPTED, day, "Ruth Okafor")
            assertEquals(0 to 0, review.retracted.size to review.toLookAt.size)
        }
        assertNotNull(scheme.disclose("r-1", "members/num/alert", day).shared)

        // A match is a suggestion; a person confirms it.
        val match = scheme.matches("r-1", day, Tier.PROBABLE).single()
        assertEquals(listOf("r-1/0", "r-2/0"), match.sightings())
        assertTrue("900231" !in match.sentence())
        assertEquals(listOf("r-1/0", "r-2/0"), scheme.suggestions(day).single().sightings())
        assertEquals(0, scheme.series(day).size)
        val anonymous = scheme.policeReports("r-1", day).single()
        assertEquals("E23000010", anonymous.recipient())
        assertNull(anonymous.notSent())
        assertTrue("Gwen Hartley" !in assertNotNull(anonymous.record()).toJson())
        val linked = "2026-03-05T09:00:00+00:00"
        scheme.decide("r-1/0", "r-2/0", true, "Ruth Okafor", linked, note = "The same phone.")
        assertEquals(listOf(Series(listOf("r-1/0", "r-2/0"), emptyList())), scheme.series(linked))
        assertEquals(match.weight(), assertNotNull(scheme.compare("r-2/0", "r-1/0", linked)).weight())

        // That made her condition true.
        val full = assertNotNull(scheme.policeReports("r-1", linked).single().record())
        assertTrue("Gwen Hartley" in full.toJson() && "Gwen Hartley" in full.toHtml())

        // An alert about what both told; only what is approved is published.
        val draft = scheme.draftAlert(listOf("r-1", "r-2"), linked)
        val release = scheme.publish(draft.approved(linked), linked)
        assertEquals(1U, release.version())
        assertEquals(20, release.id().length)
        assertEquals(listOf(release.id()), scheme.feed(linked).map { it.id() })
        assertEquals(listOf("r-1", "r-2"), scheme.reportsBehind(release.id()))
        assertEquals("r-1", scheme.report("r-1").incident().id())
        val renewed = scheme.renew(release.id(), "2026-03-06T09:00:00+00:00")
        assertEquals(ReleaseKind.RENEWAL to 2U, renewed.kind() to renewed.version())
        val again = scheme.draftAlert(listOf("r-1", "r-2"), "2026-03-07T09:00:00+00:00")
        val corrected = scheme.correct(again.approved("2026-03-07T09:00:00+00:00"), "2026-03-07T09:00:00+00:00")
        assertEquals(ReleaseKind.CORRECTION to 3U, corrected.kind() to corrected.version())
        assertEquals(corrected.text(), scheme.release(release.id(), "2026-03-07T10:00:00+00:00").text())
        assertEquals(listOf(3U), scheme.alerts().map { it.version() })

        val answer = scheme.lookUp(QueryKind.PHONE, "+44 7700 900231", linked)
        assertEquals(listOf(Outcome.REPORTED, QueryKind.PHONE, "2026-03", 2UL), listOf(answer.outcome(), answer.matched(), answer.month(), answer.reports()))
        assertTrue(answer.words().startsWith("This phone number was reported to us by 2 people. The newest report is of March 2026."))

        // One of the two withdraws everything. What rested on her goes at once.
        val later = "2026-03-08T09:00:00+00:00"
        val review = scheme.recordConsent("r-2", """{"event": "withdraw", "at": "$later", "by": "victim"}""", later)
        assertEquals(listOf(release.id()), review.retracted.map { it.id() })
        assertEquals(ReleaseKind.RETRACTION, review.retracted.single().kind())
        assertEquals(0 to 0, scheme.feed(later).size to scheme.alerts().size)
        assertEquals(Reason.WITHDRAWN, scheme.disclose("r-2", "members/num/alert", later).reason())
        assertEquals(1UL, scheme.lookUp(QueryKind.PHONE, "07700900231", later).reports())
        assertEquals("scheme.unknown_alert", refusal { scheme.renew(release.id(), later) })
        assertEquals(listOf("police_anonymous", "police_full", "alert", "renewal", "correction", "retraction"), scheme.wentOut())
    }

    @Test
    fun `an alert can be taken back at any time`() {
        val scheme = Reports.scheme(Reports.report("r-1", "heron-7"), Reports.report("r-2", "wren-2"))
        val release = scheme.publish(scheme.draftAlert(listOf("r-1"), now).approved(now), now)
        // The other of its kind is gone: a person looks at it.
        val review = scheme.recordTriage("r-2", TriageState.REJECTED, now, "Ruth Okafor", why = TriageReason.TEST)
        assertEquals(listOf(ToLookAt(release.id(), "alert.only_one")), review.toLookAt)
        val notice = scheme.retract(release.id(), "2026-03-11T09:00:00+00:00")
        assertEquals(ReleaseKind.RETRACTION, notice.kind())
        assertTrue("Daz" !in notice.toJson() && "Daz" !in notice.bulletin())
        assertEquals(0, scheme.review("2026-03-12T09:00:00+00:00").retracted.size)
    }

    @Test
    fun `a look-up tells no more than it may`() {
        val scheme = Reports.scheme(Reports.report("r-1", "heron-7"), Reports.report("r-2", "heron-7"))
        assertEquals(1UL, scheme.lookUp(QueryKind.PHONE, "07700 900231").reports())
        // A miss, another scheme, and what is no number: one and the same.
        val elsewhere = scheme.check(Query(QueryKind.PHONE, "07700 900231"), Asker("leeds_genesis", "m-2"), LookupPurpose.CASEWORK, now, RateLimit(1U, 1U))
        val missed = listOf(scheme.lookUp(QueryKind.PHONE, "07700 900999"), scheme.lookUp(QueryKind.PHONE, "Daz"), scheme.lookUp(QueryKind.PLATE, "AB?? CDE"), elsewhere)
        assertEquals(setOf("{\"schema\":\"uglymugs.lookup/1\",\"outcome\":\"nothing_to_show\"}\n"), missed.map { it.toJson() }.toSet())
        for (none in missed) assertEquals(listOf<Any?>(null, null, null), listOf(none.matched(), none.month(), none.reports()))
        // A name is never answered.
        for (name in listOf("Daz", "Nobody")) assertEquals(Outcome.ASK_A_CASEWORKER, scheme.lookUp(QueryKind.NAME, name).outcome())
    }

    @Test
    fun `look-ups are watched`() {
        val scheme = Reports.scheme(Reports.report("r-1", "heron-7"))
        val watch = RateLimit(2U, 24U)
        val query = Query(QueryKind.PHONE, "07700 900231")
        fun ask(member: String, asOf: String = now) = scheme.check(query, Asker("num", member), LookupPurpose.AFTER_CONTACT, asOf, watch)
        repeat(2) { ask("m-1") }
        assertEquals("lookup.too_many", refusal { ask("m-1") })
        ask("m-2")
        ask("m-1", "2026-03-11T09:00:00+00:00")
        val records = watch.records().lines().filter { it.isNotEmpty() }.map(::parsed)
        assertEquals(listOf("m-1", "m-1", "m-2", "m-1"), records.map { it.getValue("member").jsonPrimitive.content })
        assertEquals(setOf("after_contact"), records.map { it.getValue("purpose").jsonPrimitive.content }.toSet())
    }

    @Test
    fun `a look-up without a scheme is answered from disclosures`() {
        val case = Reports.report("r-1", "heron-7")
        val watch = RateLimit(30U, 24U)
        fun ask(recipient: String): Answer {
            val given = listOfNotNull(Reports.given(case, Reports.policy, recipient, now))
            return check(Query(QueryKind.PHONE, "07700900231"), asker, LookupPurpose.FOR_SOMEBODY_ELSE, given, now, watch)
        }
        assertEquals(1UL, ask("members/num/lookup").reports())
        val scheme = Reports.scheme(case)
        val forAlerts = (assertNotNull(scheme.disclose("r-1", "members/num/alert", now).shared) as Disclosed.Members).disclosure
        assertEquals("lookup.wrong_use", refusal {
            check(Query(QueryKind.PHONE, "07700900231"), asker, LookupPurpose.CASEWORK, listOf(forAlerts), now, watch)
        })
    }

    @Test
    fun `what is not sent to the police says why`() {
        fun sent(police: String, accepted: Boolean = true) =
            Reports.scheme(Reports.report("r-1", "heron-7", accepted, police = police)).policeReports("r-1", now).single()
        val elsewhere = sent("""{"purpose": "police_anonymous", "recipient": "E23000004"}""")
        assertEquals(NotSent.Dropped(Route.OTHER_AREA), elsewhere.notSent())
        assertNull(elsewhere.record())
        assertEquals(NotSent.Dropped(Route.NOT_FOR_SCAS), sent("""{"purpose": "police_anonymous", "recipient": "nca_scas"}""").notSent())
        val waiting = sent("""{"purpose": "police_anonymous", "recipient": "E23000010"}""", accepted = false)
        assertEquals(NotSent.Nothing(Reason.NOT_ACCEPTED), waiting.notSent())
        // Routing of a disclosure by itself.
        val scheme = Reports.scheme(Reports.report("r-1", "heron-7"))
        val given = scheme.disclose("r-1", "police_anonymous/E23000010", now).shared as Disclosed.PoliceAnonymous
        assertEquals(Route.SEND, given.disclosure.route())
    }

    @Test
    fun `own contacts wait for a caseworker`() {
        val own = """{"schema": "uglymugs.own_contacts/1", "phones": ["07700 900231"]}"""
        val scheme = Scheme(Reports.issuer, Reports.policy, Reports.rules(), own)
        assertEquals(1UL, scheme.submit(Reports.report("r-1", "heron-7", recognitionAccepted = true)).ownContacts)
        assertEquals(Outcome.NOTHING_TO_SHOW, scheme.lookUp(QueryKind.PHONE, "07700 900231").outcome())
        assertTrue("900231" !in scheme.draftAlert(listOf("r-1"), now).text())
        assertEquals("contact.malformed", refusal {
            Scheme(Reports.issuer, Reports.policy, Reports.rules(), """{"schema": "uglymugs.own_contacts/1", "phones": ["at the desk"]}""")
        })
    }

    @Test
    fun `each step that is not taken has its code`() {
        val scheme = Reports.scheme(Reports.report("r-1", "heron-7"), Reports.report("r-2", "wren-2"))
        val refusals: Map<String, () -> Any?> = mapOf(
            "id.conflict" to { scheme.submit(Reports.report("r-1", "wren-2")) },
            "scheme.unknown_report" to { scheme.matches("r-9", now) },
            "scheme.unknown_alert" to { scheme.release("nobody-has-it", now) },
            "scheme.no_series" to { scheme.draftAlert(listOf("r-1", "r-2"), now) },
            "triage.duplicate_of" to { scheme.recordTriage("r-1", TriageState.DUPLICATE, now, "Ruth Okafor") },
            "link.same_report" to { scheme.decide("r-1/0", "r-1/1", true, "Ruth Okafor", now) },
            "sighting.malformed" to { scheme.decide("r-1", "r-2", true, "Ruth Okafor", now) },
            "code.unknown" to { scheme.recordConsent("r-1", """{"event": "shrug"}""", now) },
            "json.syntax" to { scheme.recordConsent("r-1", "{", now) },
            "text.blank" to { scheme.recordTriage("r-1", TriageState.ACCEPTED, now, " ") },
        )
        for ((code, step) in refusals) assertEquals(code, refusal(step), code)
        assertEquals("[]", scheme.ledger())
        val blank = assertFailsWith<UglyMugsException.Invalid> { scheme.draftAlert(listOf("r-1"), now).approve(" ", now, "", "It is.") }
        assertEquals(listOf("approver", "necessity"), blank.problems.map { it.path })
    }

    @Test
    fun `no two references are equal, and nobody can guess one`() {
        val drawn = (1..20).map { number ->
            val scheme = Reports.scheme(Reports.report("r-$number", "heron-$number"))
            (assertNotNull(scheme.disclose("r-$number", "members/num/alert", now).shared) as Disclosed.Members).disclosure.reference()
        }
        assertEquals(20, drawn.toSet().size)
        assertTrue(drawn.all { it!!.matches(Regex("[0-9a-f]{20}")) })
    }
}
