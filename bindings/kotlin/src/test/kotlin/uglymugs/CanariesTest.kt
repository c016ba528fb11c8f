package uglymugs

import java.io.PrintWriter
import java.io.StringWriter
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertNotNull
import kotlin.test.assertTrue
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.jsonPrimitive

/** Nothing of what a report says may come out where nobody asked for it: in `toString`, in an exception. */
class CanariesTest {
    // A word for each field, so that one that is shown gives no other away.
    private val words = listOf(
        "Bluebell", "Foxglove", "Celandine", "Marigold", "Speedwell", "Tansy", "campion", "Saxifrage", "Hellebore", "Larkspur",
        "Primrose", "Bracken", "Yarrow", "Lovage", "Betony", "900231", "900452", "Toadflax", "Woodruff", "Teasel", "kingcup",
        "Comfrey", "late 50s", "6'7 to 6'8", "dragon", "hi_vis", "Sorrel",
    )
    private val canary = "Marigold"
    private val number = "07700 900231"

    private fun told(): Draft = Draft.build("r-1") {
        offence("robbery")
        reporter("victim")
        whenAt("2026-03-01T22:15:00+00:00")
        force("E23000010")
        area("Bluebell")
        venue("Foxglove")
        street("Celandine")
        narrative("Marigold")
        ownWords("offences", "Toadflax")
        policeContact("crime_recorded")
        policeReference("Woodruff")
        summary("Speedwell", "en")
        sector("street")
        wouldHeKnow(false)
        offender {
            alias("Tansy")
            phone(number)
            email("campion@example.org")
            handle("Saxifrage")
            plate("Hellebore")
            profile("kingcup.example.org", "Teasel")
            ageInWords("late 50s")
            heightInWords("6'7 to 6'8")
            mark("tattoo", motif = "dragon")
            wore("hi_vis")
            ownWords("speech", "Comfrey")
            relation("client")
        }
    }

    private fun assertSilent(vararg said: Any?) {
        for (one in said) {
            assertNotNull(one)
            val text = if (one is Throwable) StringWriter().also { one.printStackTrace(PrintWriter(it)) }.toString() + one.message else one.toString()
            for (secret in words) {
                // In capitals or not: the normal form of a handle is in small letters.
                assertFalse(text.contains(secret, ignoreCase = true), "${one::class.simpleName} gives it away")
            }
        }
    }

    @Test
    fun `no object prints what it holds`() {
        val draft = told()
        val offender = DraftOffender().apply { alias(canary); phone(number); profile("kingcup.example.org", "Teasel"); ownWords("phrase", "Sorrel") }
        val incident = draft.validate()
        // What could be given away is there.
        assertEquals(
            listOf("Larkspur", "Primrose", "Bracken", "Yarrow", "Lovage", "Betony", "900452", "Sorrel"),
            words.filterNot { it in incident.toJson().replace(" 900", "900") },
        )
        val identity = Identity.fromJson(
            """{"schema": "uglymugs.identity/1", "incident": "r-1", "taken_by": "Larkspur", "victim": {"names": ["Primrose"],
               "phones": ["07700 900452"], "address": {"street": "Bracken"}, "safe_contact": "Yarrow"}}""",
        )
        val consent = ConsentHistory.fromJson(
            """{"schema": "uglymugs.consent/1", "incident": "r-1", "events": [{"event": "grant", "at": "2026-03-02T11:00:00+00:00",
               "by": {"who": "victim"}, "wording": "2024-1", "capture": {"how": "app", "taken_by": "Lovage"},
               "grants": [{"purpose": "matching"}, {"purpose": "lookup", "recipient": "num"},
                 {"purpose": "alert", "recipient": "num", "recognition_accepted": true}, {"purpose": "police_full", "recipient": "E23000010"}]}]}""",
        )
        val circumstances = Circumstances.fromJson(
            """{"schema": "uglymugs.circumstances/1", "incident": "r-1",
               "triage": [{"state": "accepted", "at": "2026-03-03T09:00:00+00:00", "by": "Betony"}],
               "references": [{"recipient": "members/num", "reference": "num-7f3k29qa"}, {"recipient": "police/E23000010", "reference": "wyp-40c8e1m5"}]}""",
        )
        val case = Case(incident, identity, consent, circumstances)
        val policy = Policy.fromJson(Vectors.policy)
        val asOf = "2026-03-10T09:00:00+00:00"
        assertSilent(draft, offender, incident, identity, consent, circumstances, case, policy)
        for (recipient in listOf("members/num/alert", "police_anonymous/E23000010", "police_full/E23000010", "partner/leeds_genesis")) {
            val decision = case.disclose(policy, recipient, asOf)
            assertSilent(decision, decision.withheld())
            decision.shared?.let { assertSilent(it) }
            when (val shared = decision.shared) {
                is Disclosed.Members -> assertSilentForLife(shared.disclosure)
                is Disclosed.PoliceAnonymous -> assertSilent(shared.disclosure, PoliceRecord.anonymous(shared.disclosure, Reports.issuer))
                is Disclosed.PoliceFull -> {
                    for (shown in listOf(canary, "Toadflax", "Woodruff", "Teasel", "Comfrey")) {
                        assertTrue(shared.disclosure.toJson().contains(shown, ignoreCase = true), "full details are without $shown")
                    }
                    assertSilent(shared.disclosure, PoliceRecord.full(shared.disclosure, Reports.issuer))
                }
                else -> assertEquals(Reason.NO_GRANT, decision.reason())
            }
        }
        val preview = preview(draft, identity, consent, policy, asOf)
        assertSilent(preview, preview.entries())
        assertSilentInAScheme(case, policy, asOf)
    }

    /** An alert in each of its states, and what goes out of it. */
    private fun assertSilentForLife(given: MembersDisclosure) {
        val (rules, crowd) = Reports.rules() to Reports.crowd("num", given.asOf(), given)
        val draft = AlertDraft(listOf(given), rules, crowd)
        val approved = draft.approve("Larkspur", given.asOf(), "Primrose", "Bracken")
        val published = approved.publish(listOf(given), rules, crowd)
        val release = published.release(listOf(given), rules, crowd)
        // What could be given away is there.
        for (shown in listOf("Tansy", "900231")) assertTrue(shown in release.text() && shown in release.sms().text())
        val facts = SeriesFacts("series-4471", listOf(SeriesMember(given.reference()!!, 0U)), Tier.STRONG)
        val retracted = published.retract(given.asOf())
        assertSilent(
            rules, crowd, facts, draft, draft.reidentification(), draft.reach(), approved, published, release, release.sms(),
            release.email(), release.reach(), retracted, retracted.release(),
        )
    }

    /** A scheme, and everything that it answers. */
    private fun assertSilentInAScheme(case: Case, policy: Policy, asOf: String) {
        val own = """{"schema": "uglymugs.own_contacts/1", "emails": ["campion@example.org"]}"""
        val issuer = Issuer("num", "Larkspur", "Yarrow")
        val scheme = Scheme(issuer, policy, Reports.rules(), own)
        val incident = case.incident()
        val another = Incident.fromJson(incident.toJson().replace("\"r-1\"", "\"r-2\""))
        val register = Register().apply { add(incident); add(another) }
        assertSilent(issuer, scheme.submit(case), scheme, register)
        scheme.submit(Case.fromJson(case.toJson().replace("\"r-1\"", "\"r-2\"").replace("num-7f3k29qa", "num-0a1b2c3d").replace("wyp-40c8e1m5", "wyp-0a1b2c3d")))
        val matches = scheme.matches("r-1", asOf)
        assertEquals(1, matches.size)
        assertSilent(matches, matches.single().evidence(), matches.single().sentence(), matches.single().toJson(), register.find(incident, 0U), register.check(QueryKind.PHONE, number))
        val suggestions = scheme.suggestions(asOf)
        assertEquals(1, suggestions.size)
        assertSilent(suggestions, suggestions.single().matches())
        scheme.decide("r-1/0", "r-2/0", true, "Larkspur", asOf, "Primrose")
        val links = scheme.links()
        assertTrue("Larkspur" in links.toJson() && "Primrose" in links.toJson())
        val learnt = register.learn(links, asOf)
        val pair = learnt.find(incident, 0U, Tier.UNLIKELY).single()
        assertSilent(pair, pair.evidence(), pair.sentence(), pair.toJson())
        // A model holds codes, such as the motif of a mark; nothing by which one person is told from others.
        val model = learnt.model()
        for (secret in listOf("Tansy", "900231", "campion", "Saxifrage", "Hellebore", "Bluebell")) {
            assertFalse((model.toJson() + model.text()).contains(secret, ignoreCase = true))
        }
        assertSilent(links, learnt, model, learnt.pairs(0.0), learnt.suggest(Links(), asOf), learnt.sharedIdentifiers())
        assertSilent(scheme.series(asOf))
        val (asker, query, watch) = Triple(Asker("num", "Betony"), Query(QueryKind.PHONE, number), RateLimit(30U, 24U))
        val answer = scheme.check(query, asker, LookupPurpose.BEFORE_MEETING, asOf, watch)
        assertEquals(Outcome.REPORTED, answer.outcome())
        assertTrue("900231" in watch.records() && "Betony" in watch.records())
        assertSilent(asker, query, watch, answer, answer.words(), answer.toJson())
        val police = scheme.policeReports("r-1", asOf)
        assertSilent(police, police.single().record() ?: police.single().notSent())
        val release = scheme.publish(scheme.draftAlert(listOf("r-1"), asOf).approve("Larkspur", asOf, "Primrose", "Bracken"), asOf)
        assertSilent(release, scheme.feed(asOf), scheme.alerts(), scheme.ledger(), scheme.report("r-1"))
        val review = scheme.recordTriage("r-1", TriageState.REJECTED, asOf, "Larkspur")
        assertEquals(1, review.retracted.size)
        assertSilent(review, review.retracted, review.toLookAt)
    }

    /** What would be withheld is told by its place, and not by its value. */
    @Test
    fun `an output that would contain a withheld value says where, and not what`() {
        val vector = Vectors.all.first { it.recipient.endsWith("/alert") && it.bytes != null && "offenders[0].civil_identity.legal_name" in refusedFor(it) }
        val error = assertNotNull(runCatching { alert(vector) }.exceptionOrNull() as UglyMugsException?)
        assertEquals("output.contains_withheld_value", error.code)
        val legalName = parsed(vector.case).member("incident").list("offenders").first().let { it as JsonObject }
            .member("civil_identity").member("legal_name").getValue("name").jsonPrimitive.content
        for (part in legalName.split(' ')) assertFalse("$error ${error.message}".contains(part, ignoreCase = true))
    }

    private fun alert(vector: Vector): AlertDraft {
        val given = assertNotNull(Reports.given(Case.fromJson(vector.case), Policy.fromJson(vector.policy), vector.recipient, vector.asOf))
        val crowd = Reports.crowd(vector.recipient.split('/')[1], vector.asOf, given, *Reports.twins(vector).toTypedArray())
        return AlertDraft(listOf(given), Reports.rules(), crowd)
    }

    private fun refusedFor(vector: Vector) = (runCatching { alert(vector) }.exceptionOrNull() as? UglyMugsException)?.paths.orEmpty()

    /** Each text of a case is broken in turn, so that every reader meets a value that it must refuse. */
    @Test
    fun `no error quotes what it refuses`() {
        val bad = "$canary\u0007 $number"
        val whole = parsed(Vectors.named("c01_full_details_to_one_force").case)
        assertRefused(broken(whole, JsonPrimitive(bad)), atLeast = 40) { Case.fromJson(it) }
        val incident = parsed(Vectors.wholeIncident)
        assertRefused(broken(incident, JsonPrimitive(bad)), atLeast = 100) { Incident.fromJson(it) }
        // Words that are no words for an age, and a reference that is too long, are well-formed texts.
        val long = "$canary $number ".repeat(5_000)
        assertRefused(broken(incident, JsonPrimitive(long)), atLeast = 80) { Draft.fromJson(it).validate() }
    }

    private fun assertRefused(documents: List<JsonElement>, atLeast: Int, read: (String) -> Any) {
        var refused = 0
        for (document in documents) {
            try {
                read(document.toString())
            } catch (error: UglyMugsException) {
                refused += 1
                assertSilent(error, (error as? UglyMugsException.Invalid)?.problems.orEmpty())
            }
        }
        assertTrue(refused >= atLeast, "only $refused of ${documents.size} were refused")
    }

    @Test
    fun `no question quotes what it was asked with`() {
        val vector = Vectors.named("c01_full_details_to_one_force")
        val case = Case.fromJson(vector.case)
        val policy = Policy.fromJson(vector.policy)
        val scheme = Reports.scheme(Reports.report("r-1", "heron-7", recognitionAccepted = true))
        val asked: List<() -> Any?> = listOf(
            { case.level(policy, canary) },
            { case.disclose(policy, canary, vector.asOf) },
            { case.disclose(policy, "members/$canary $canary/alert", vector.asOf) },
            { case.disclose(policy, vector.recipient, canary) },
            { Identity.unknown("$canary $canary") },
            { ConsentHistory("$canary $canary") },
            { Circumstances("$canary $canary") },
            { Policy.defaultFrom("$canary $canary", vector.asOf) },
            { Policy.fromJson("{\"$canary\": 1}") },
            { Draft.fromJson("{\"$canary") },
            { told().section(canary, "{\"$canary") },
            { told().apply { ownWords(canary, canary) }.validate() },
            { told().apply { offender { ageInWords(canary); profile("$canary $canary", canary); looks(canary, canary) } }.validate() },
            { told().apply { offender { vehicle("model", canary); wore(canary, canary); mark(canary, canary, canary) } }.validate() },
            { told().apply { section(canary, "1") }.validate() },
            { AlertRules.fromJson("{\"$canary\": 1}") },
            { Crowd(canary, canary) },
            { SeriesFacts("$canary $canary", emptyList()) },
            { SeriesFacts("series-4471", listOf(SeriesMember("$canary $canary", 0U))) },
            { feed(canary, emptyList(), canary) },
            { Issuer("$canary $canary", canary, canary) },
            { Issuer("num", "$canary\u0007", canary) },
            { Asker("num", "$canary $canary") },
            { Register().remove("$canary $canary") },
            { Register().compare(canary, canary) },
            { Register().learn(Links(), canary) },
            { Register().learn(Links(), vector.asOf).nearest(canary) },
            { Register().learn(Links(), vector.asOf).suggest(Links(), canary) },
            { LinkageModel.fromJson("{\"$canary\": 1}") },
            { LinkageModel.fromJson("{\"schema\": \"$canary\"}") },
            { Links.fromJson("{\"schema\": \"uglymugs.links/1\", \"$canary\": 1}") },
            { Links().state(canary, canary, vector.asOf) },
            { Links().series(canary) },
            { Links().decide("r-1/0", "r-2/0", true, "$canary\u0007", vector.asOf) },
            { Scheme(Reports.issuer, policy, Reports.rules(), "{\"$canary\": 1}") },
            { scheme.report(canary) },
            { scheme.recordTriage("r-1", TriageState.ACCEPTED, canary, canary) },
            { scheme.recordTriage("r-1", TriageState.ACCEPTED, vector.asOf, "$canary\u0007") },
            { scheme.recordTriage("r-1", TriageState.DUPLICATE, vector.asOf, canary, of = "$canary $canary") },
            { scheme.recordConsent("r-1", "{\"event\": \"$canary\"}", vector.asOf) },
            { scheme.matches(canary, canary) },
            { scheme.compare(canary, canary, vector.asOf) },
            { scheme.suggestions(canary) },
            { scheme.decide("r-1/0", "r-2/0", true, "$canary\u0007", vector.asOf) },
            { scheme.decide("r-1/0", "r-9/0", true, canary, vector.asOf, canary) },
            { scheme.series(canary) },
            { scheme.disclose("r-1", canary, vector.asOf) },
            { scheme.draftAlert(listOf(canary), vector.asOf) },
            { scheme.draftAlert(listOf("r-1"), Reports.NOW).approve("$canary\u0007", Reports.NOW, "$canary\u0007", "$canary\u0007") },
            { scheme.release("$canary $canary", vector.asOf) },
            { scheme.retract(canary, vector.asOf) },
            { scheme.renew(canary, vector.asOf) },
            { scheme.feed(canary) },
            { scheme.policeReports(canary, vector.asOf) },
            { scheme.check(Query(QueryKind.PHONE, number), Asker("num", canary), LookupPurpose.CASEWORK, canary, RateLimit(1U, 1U)) },
            { scheme.check(Query(QueryKind.PHONE, number), Asker("num", canary), LookupPurpose.CASEWORK, vector.asOf, RateLimit(0U, 1U)) },
            { preview(told(), Identity.unknown("another"), case.consent(), policy, vector.asOf) },
            // Half of a pair of surrogates is no text; it does not get as far as the library.
            { Draft("$canary \uD83D") },
        )
        for ((index, ask) in asked.withIndex()) {
            val error = runCatching(ask).exceptionOrNull()
            assertNotNull(error, "question $index was answered")
            assertSilent(error)
        }
    }

    /** The document with one of its texts or member names replaced, once for each. */
    private fun broken(element: JsonElement, bad: JsonElement): List<JsonElement> = when (element) {
        is JsonPrimitive -> listOf(bad)
        is JsonArray -> element.indices.flatMap { at ->
            broken(element[at], bad).map { JsonArray(element.toMutableList().apply { this[at] = it }) }
        }
        is JsonObject -> element.keys.flatMap { name ->
            broken(element.getValue(name), bad).map { JsonObject(element + (name to it)) }
        } + JsonObject(element + (canary to bad))
    }
}
