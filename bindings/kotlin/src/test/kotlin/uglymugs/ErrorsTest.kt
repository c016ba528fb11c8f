package uglymugs

import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNull
import kotlin.test.assertTrue

class ErrorsTest {
    private val vector = Vectors.named("c01_full_details_to_one_force")
    private val case = Case.fromJson(vector.case)
    private val policy = Policy.fromJson(vector.policy)

    @Test
    fun `every problem of a draft at once, with its path and code`() {
        val draft = Draft.build("r 1") {
            offence("mugging")
            reporter("victim")
            whenAt("yesterday")
            narrative("x".repeat(100_001))
            offender { age(30..20) }
        }
        val invalid = assertFailsWith<UglyMugsException.Invalid> { draft.validate() }
        val problems = invalid.problems.associate { it.path to it.code }
        assertEquals(
            mapOf(
                "id" to "id.malformed",
                "offences[0].kind" to "code.unknown",
                "when.at" to "instant.malformed",
                "narrative" to "text.too_long",
                "offenders[0].appearance.age" to "range.reversed",
            ),
            problems,
        )
        assertEquals(invalid.problems.first().code, invalid.code)
        val tooLong = invalid.problems.single { it.code == "text.too_long" }
        assertEquals(listOf<ULong?>(100_000UL, 100_001UL), listOf(tooLong.limit, tooLong.found))
        assertEquals("text is too long", tooLong.message)
        assertNull(tooLong.line, "a draft that was told has no lines")
    }

    @Test
    fun `what a draft says of an offender is refused with its path and code`() {
        val draft = Draft.build("r-1") {
            offence("robbery")
            reporter("victim")
            offender { ageInWords("not young any more"); heightInWords("as high as the door"); vehicle("make", "vauxhall"); vehicle("model", "ford_transit") }
            offender { profile("the blue one", "@daz_on_dateline"); mark("", motif = "star"); looks("bearing", "upright"); ownWords("mood", "sour") }
        }
        val problems = assertFailsWith<UglyMugsException.Invalid> { draft.validate() }.problems
        assertEquals(
            mapOf(
                "offenders[0].appearance.age" to "age.not_understood",
                "offenders[0].appearance.height_cm" to "height.not_understood",
                "offenders[0].vehicle.model" to "vehicle.model_not_of_make",
                "offenders[1].profiles[0].site" to "site.malformed",
                "offenders[1].appearance.marks[0].kind" to "member.missing",
                // Of what, and not which: the name of the member is the caller's text.
                "offenders[1].appearance" to "json.unknown_member",
                "offenders[1].own_words[0].about" to "code.unknown",
            ),
            problems.associate { it.path to it.code },
        )
        assertEquals("the model is not one of this make's", problems.single { it.path.endsWith("model") }.message)
    }

    @Test
    fun `each broken vector is refused for exactly what it says`() {
        for (broken in Vectors.broken) {
            val read: () -> Any = when (broken.document) {
                "incident" -> { { Incident.fromJson(broken.json, broken.lenient) } }
                "identity" -> { { Identity.fromJson(broken.json, broken.lenient) } }
                "consent" -> { { ConsentHistory.fromJson(broken.json, broken.lenient) } }
                "circumstances" -> { { Circumstances.fromJson(broken.json, broken.lenient) } }
                "policy" -> { { Policy.fromJson(broken.json) } }
                "case" -> { { Case.fromJson(broken.json, broken.lenient) } }
                else -> error("no such document: ${broken.document}")
            }
            val problems = (runCatching(read).exceptionOrNull() as UglyMugsException?)?.problems.orEmpty()
            val order = compareBy<Pair<String, String>>({ it.first }, { it.second })
            assertEquals(broken.problems.sortedWith(order), problems.map { it.path to it.code }.sortedWith(order), broken.name)
        }
        val codes = Vectors.broken.flatMap { it.problems }.map { it.second }
        for (code in listOf("age.not_understood", "height.not_understood", "site.malformed", "vehicle.model_not_of_make", "triage.why_misplaced")) {
            assertTrue(code in codes, "no broken vector has $code")
        }
    }

    @Test
    fun `a problem of a document has its place`() {
        val json = "{\"schema\": \"uglymugs.incident/1\", \"id\": \"r-1\",\n \"offences\": [{\"kind\": \"mugging\"}], \"reporter\": {\"kind\": \"victim\"}}"
        val problem = assertFailsWith<UglyMugsException.Invalid> { Incident.fromJson(json) }.problems.single()
        assertEquals("offences[0].kind", problem.path)
        assertEquals(2UL, problem.line)
    }

    @Test
    fun `lenient keeps a member that is not in the schema`() {
        val json = "{\"schema\": \"uglymugs.incident/1\", \"id\": \"r-1\", \"mood\": \"Marigold\", \"offences\": [{\"kind\": \"theft\"}], \"reporter\": {\"kind\": \"victim\"}}"
        val strict = assertFailsWith<UglyMugsException.Invalid> { Incident.fromJson(json) }
        assertEquals("json.unknown_member", strict.code)
        assertEquals(parsed(json), parsed(Incident.fromJson(json, lenient = true).toJson()))
        assertEquals("r-1", Draft.fromJson(json).validate(lenient = true).id())
    }

    @Test
    fun `each refusal has its code`() {
        val refusals: Map<String, () -> Any> = mapOf(
            "instant.malformed" to { case.level(policy, "now") },
            "recipient.malformed" to { case.disclose(policy, "members", vector.asOf) },
            "disclosure.no_policy_in_force" to { case.level(policy, "1999-01-01T00:00:00+00:00") },
            "id.malformed" to { Identity.unknown("not an id") },
            "json.syntax" to { Draft.fromJson("{") },
            "schema.unknown" to { Case.fromJson("{\"schema\": \"uglymugs.case/2\"}") },
            "output.wrong_use" to {
                val given = Reports.given(case, policy, "members/num/lookup", vector.asOf)!!
                AlertDraft(listOf(given), AlertRules.defaultRules(), Crowd("num", vector.asOf))
            },
        )
        for ((code, refused) in refusals) {
            val error = assertFailsWith<UglyMugsException>(code) { refused() }
            assertEquals(code, error.code)
        }
    }

    @Test
    fun `a section that is not well-formed leaves the draft as it was`() {
        val draft = Draft.build("r-1") { offence("theft"); reporter("victim") }
        val before = draft.toJson()
        assertEquals("json.syntax", assertFailsWith<UglyMugsException> { draft.section("place", "{") }.code)
        assertEquals(before, draft.toJson())
        draft.section("place", "{\"area\": \"LS2\"}")
        assertEquals("r-1", draft.validate().id())
    }
}
