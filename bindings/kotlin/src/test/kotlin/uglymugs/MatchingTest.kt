package uglymugs

import kotlin.math.roundToInt
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlinx.serialization.json.int
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive

/** Sightings that may be of one person, and what speaks for it. */
class MatchingTest {
    private fun seen(id: String, tell: DraftOffender.() -> Unit): Incident =
        Draft.build(id) { offence("robbery"); reporter("victim"); offender(tell) }.validate()

    private val first = seen("r-1") { alias("Baz Example"); phone("07700 900123"); handle("baz_example"); gender("man"); age(30..40) }
    private val second = seen("r-2") { alias("Baz Example"); phone("+44 7700 900123"); gender("man"); age(35..45) }
    private val third = seen("r-3") { alias("Colin"); phone("07700 900999"); gender("woman") }
    private val register = Register().apply { listOf(first, second, third).forEach { add(it) } }

    @Test
    fun `an identifier is found by its normal form`() {
        assertEquals(listOf("r-1/0", "r-2/0"), register.check(QueryKind.PHONE, "(07700) 900-123"))
        assertEquals(listOf("r-1/0"), register.check(QueryKind.USERNAME, "@Baz_Example"))
        for (kind in listOf(QueryKind.NAME, QueryKind.EMAIL, QueryKind.PLATE)) assertEquals(emptyList(), register.check(kind, "Baz Example"))
    }

    @Test
    fun `the evidence adds up`() {
        val match = register.find(first, 0U, Tier.POSSIBLE).single()
        assertEquals(listOf("r-1/0", "r-2/0"), match.sightings())
        assertEquals(Tier.STRONG, match.tier())
        assertTrue(match.probability() in 0.9..1.0)
        assertNull(match.isSameSource())
        fun hundredths(bits: Double) = (bits * 100).roundToInt()
        assertEquals(hundredths(match.weight()), match.evidence().sumOf { hundredths(it.weight()) })
        val phone = match.evidence().first { it.field() == Field.PHONE }
        assertEquals(Agreement.SAME, phone.agreement())
        assertEquals("same phone number (strong)", phone.words())
        assertEquals("phone number", Field.PHONE.words)
        assertTrue(match.sentence().startsWith("May be the same person (strong, to be checked by a person): same phone number (strong)"))
        // The document says the same.
        val json = parsed(match.toJson())
        assertEquals("uglymugs.match/1", json.getValue("schema").jsonPrimitive.content)
        val written = json.list("evidence").map { it.jsonObject }
        assertEquals(match.evidence().map { it.field().code }, written.map { it.getValue("field").jsonPrimitive.content })
        assertEquals(match.evidence().map { it.agreement().code }, written.map { it.getValue("agreement").jsonPrimitive.content })
        assertEquals(match.evidence().map { hundredths(it.weight()) }, written.map { it.getValue("weight").jsonPrimitive.int })
        assertEquals(match.tier().code, json.getValue("tier").jsonPrimitive.content)
    }

    @Test
    fun `two that are asked about are compared, whatever comes of it`() {
        val unlikely = assertNotNull(register.compare("r-1/0", "r-3/0"))
        assertEquals(Tier.UNLIKELY, unlikely.tier())
        assertTrue(unlikely.weight() < 0)
        assertNull(register.compare("r-1/0", "r-9/0"))
        assertEquals("sighting.malformed", refusal { register.compare("r-1", "r-3/0") })
        assertEquals(0, register.find(third, 0U, Tier.POSSIBLE).size)
        assertEquals(0, register.find(first, 7U).size)
        assertEquals(0, register.find(first, 0U, most = 0U).size)
    }

    @Test
    fun `what is taken out is found no more`() {
        assertEquals(3UL, register.count())
        assertEquals(1UL, register.remove("r-2"))
        assertEquals(0UL, register.remove("r-2"))
        assertEquals(listOf("r-1/0"), register.check(QueryKind.PHONE, "07700 900123"))
        // A report that is taken in again stands in place of what was known of it.
        register.add(seen("r-1") { phone("07700 900124") })
        assertEquals(2UL, register.count())
        assertEquals(emptyList(), register.check(QueryKind.PHONE, "07700 900123"))
    }
}
