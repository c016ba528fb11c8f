package uglymugs

import java.time.OffsetDateTime
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.jsonPrimitive

// A disclosure, a decision, a preview and the outputs have no public constructor and no reader: that they cannot be made
// of anything else shows in that there is nothing here to call.
class OutputsTest {
    private val vector = Vectors.named("c01_full_details_to_one_force")
    private val case = Case.fromJson(vector.case)
    private val policy = Policy.fromJson(vector.policy)

    private fun shared(recipient: String) = assertNotNull(case.disclose(policy, recipient, vector.asOf).shared)

    @Test
    fun `a disclosure knows whom it is for`() {
        val given = assertIs<Disclosed.Members>(shared("members/num/alert")).disclosure
        assertEquals("members/num/alert", given.recipient())
        assertEquals("num-7f3k29qa", given.reference())
        assertEquals(vector.asOf, given.asOf())
        assertEquals(1UL, given.consentSequence())
        assertEquals(given.toBytes().decodeToString(), given.toJson())
        assertNull(assertIs<Disclosed.Members>(shared("members/num/lookup")).disclosure.reference())
        assertIs<Disclosed.Partner>(shared("partner/leeds_genesis"))
        assertIs<Disclosed.Research>(shared("research/2026-1"))
    }

    @Test
    fun `police records are made from what the police are given`() {
        val issuer = Reports.issuer
        val full = PoliceRecord.full(assertIs<Disclosed.PoliceFull>(shared("police_full/E23000010")).disclosure, issuer)
        val anonymous = PoliceRecord.anonymous(assertIs<Disclosed.PoliceAnonymous>(shared("police_anonymous/E23000010")).disclosure, issuer)
        for ((record, details) in listOf(full to "full", anonymous to "anonymous")) {
            val json = parsed(record.toJson())
            assertEquals("uglymugs.police_record/1", json.getValue("schema").jsonPrimitive.content)
            assertEquals(details, json.getValue("details").jsonPrimitive.content)
            assertEquals(json.list("handling_conditions"), JsonArray(record.handlingConditions().map(::JsonPrimitive)))
            assertTrue("Not for immigration enforcement." in record.handlingConditions())
            assertEquals("Example Safety Scheme", json.member("issuer").getValue("name").jsonPrimitive.content)
            assertTrue("020 7946 0000, weekdays 9 to 5" in record.toHtml() && record.reference() in record.toHtml())
            assertEquals("E23000010", record.recipient())
            assertEquals("wyp-40c8e1m5", record.reference())
        }
        assertTrue("Kelly Marsh" in full.toJson() && "Kelly Marsh" !in anonymous.toJson() + anonymous.toHtml())
        assertEquals(listOf("consent", "consent"), listOf(full.basis(), anonymous.basis()))
        assertEquals("num", issuer.scheme())
        assertEquals("text.blank", refusal { Issuer("num", "Example Safety Scheme", " ") })
    }

    @Test
    fun `a preview shows what each audience would be given`() {
        val draft = Draft.fromJson(case.incident().toJson())
        val preview = preview(draft, case.identity(), case.consent(), policy, vector.asOf)
        assertEquals(MayKnow.NO, preview.mayKnow())
        val alert = preview.entries().single { it.recipient() == "members/num/alert" }
        assertEquals(AudienceKind.MEMBERS to Use.ALERT, alert.audience() to alert.forUse())
        assertNull(alert.reason())
        assertTrue("Daz" in assertNotNull(alert.toJson()))
        // No text is approved yet.
        assertTrue(Withheld("summary", Reason.NOT_APPROVED) in alert.withheld())
        val silent = preview(draft, case.identity(), ConsentHistory(case.incident().id()), policy, vector.asOf)
        assertEquals(6, silent.entries().size)
        for (entry in silent.entries()) {
            assertEquals(Reason.NO_GRANT, entry.reason())
            assertNull(entry.recipient())
            assertNull(entry.toBytes())
        }
    }

    @Test
    fun `a linked offender may know`() {
        val draft = Draft.build("r-1") {
            offence("harassment")
            reporter("victim")
            offender { relation("ex_partner") }
        }
        val preview = preview(draft, Identity.unknown("r-1"), ConsentHistory("r-1"), policy, vector.asOf)
        assertEquals(MayKnow.YES, preview.mayKnow())
    }

    @Test
    fun `what is built is what would have been written`() {
        val draft = Draft.build("r-1") {
            offence("robbery")
            reporter("victim")
            whenDay("2026-03-01")
            offender { alias("Baz"); phone("07700 900123"); behaviour("films"); gender("man"); age(30..40); dateOfBirth("1990-01-31") }
            offender { handle("baz_example") }
        }
        assertEquals(draft.validate().toJson(), Incident.fromJson(draft.toJson()).toJson())
        assertEquals(2, parsed(draft.toJson()).list("offenders").size)
    }

    @Test
    fun `the tables and codes are the core's`() {
        assertEquals("he_would_know", Reason.HE_WOULD_KNOW.code)
        assertTrue(Reason.entries.all { it.message.isNotEmpty() && it.code == it.name.lowercase() })
        assertEquals(listOf("none", "alert_only", "anonymous", "full"), Level.entries.map { it.code })
        assertEquals(listOf("unlikely", "possible", "probable", "strong"), Tier.entries.map { it.code })
        assertEquals(listOf("gsm_7", "ucs_2"), SmsEncoding.entries.map { it.code })
        val named = listOf<Pair<Enum<*>, String>>() + Step.entries.map { it to it.code } + Inference.entries.map { it to it.code } +
            ReleaseKind.entries.map { it to it.code } + QueryKind.entries.map { it to it.code } +
            LookupPurpose.entries.map { it to it.code } + Outcome.entries.map { it to it.code } + Field.entries.map { it to it.code } +
            Agreement.entries.map { it to it.code } + Route.entries.map { it to it.code } +
            TriageState.entries.map { it to it.code } + TriageReason.entries.map { it to it.code }
        for ((entry, code) in named) assertEquals(entry.name.lowercase(), code)
        assertTrue(Inference.entries.all { it.sentence.endsWith(".") } && Field.entries.all { it.words.isNotEmpty() })
        assertTrue(codeCatalogue().any { it.code == "binding.internal" })
        assertEquals("West Yorkshire", forces().single { it.code == "E23000010" }.name)
        assertEquals("property", offenceKinds().single { it.code == "robbery" }.category)
    }

    @Test
    fun `an instant of Java's is an instant of ours`() {
        val at = OffsetDateTime.parse("2026-03-10T09:00:00.5Z")
        assertEquals("2026-03-10T09:00:00+00:00", at.instant)
        assertEquals(Level.FULL, case.level(policy, at.instant))
    }
}
