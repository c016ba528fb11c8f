package uglymugs

import java.util.concurrent.Callable
import java.util.concurrent.Executors
import kotlin.math.roundToInt
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNotEquals
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.double
import kotlinx.serialization.json.int
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive

/** Sightings weighed by a model that was learnt: every language tells of `tests/vectors/sightings` the same. */
class SightingsTest {
    private val vectors = Vectors.Sightings
    private val told = vectors.told
    private val asOf = told.text("as_of")
    private val known = vectors.incidents.dropLast(1)
    private val new = vectors.incidents.last()
    private val links get() = Links.fromJson(vectors.links)
    private val register get() = Register().apply { known.forEach { add(it) } }
    private val linkage = register.weighedBy(LinkageModel.fromJson(vectors.model), links, asOf)

    private fun JsonObject.text(member: String) = getValue(member).jsonPrimitive.content
    private fun JsonObject.texts(member: String) = list(member).texts()
    private fun JsonElement.texts(): List<String> = jsonArray.map { it.jsonPrimitive.content }
    private fun JsonObject.tier() = Tier.entries.single { it.code == text("at_least") }
    private fun JsonObject.most() = getValue("most").jsonPrimitive.int.toUInt()
    private fun lines(pairs: List<SightingPair>) = pairs.map { it.toJson() }

    private fun found(): List<String> {
        val asked = told.member("find")
        return lines(linkage.find(new, asked.getValue("offender").jsonPrimitive.int.toUInt(), asked.tier(), asked.most()))
    }

    private fun pairs() = lines(linkage.pairs(told.member("pairs").getValue("at_least").jsonPrimitive.double))

    @Test
    fun `what is told is what every language tells`() {
        assertEquals(told.getValue("count").jsonPrimitive.int.toULong(), linkage.count())
        assertEquals(told.member("pairs").texts("told"), pairs())
        val nearest = told.member("nearest")
        assertEquals(nearest.texts("told"), lines(linkage.nearest(nearest.text("id"), nearest.tier(), nearest.most())))
        assertEquals(told.member("find").texts("told"), found())
        val suggestions = told.member("suggestions")
        val groups = linkage.suggest(links, asOf, suggestions.tier(), suggestions.most())
        assertEquals(
            suggestions.list("told").map { it.jsonObject }.map { group ->
                Triple(group.texts("sightings"), group.list("series").map { it.texts() }, group.texts("matches"))
            },
            groups.map { Triple(it.sightings(), it.series(), lines(it.matches())) },
        )
        assertEquals(
            told.list("shared_identifiers").map { it.jsonObject }.map { shared ->
                Triple(shared.text("field"), shared.text("used"), shared.list("persons").map { it.texts() })
            },
            linkage.sharedIdentifiers().map { Triple(it.field.code, it.used.code, it.persons) },
        )
    }

    @Test
    fun `a pair says what its document says`() {
        fun hundredths(bits: Double) = (bits * 100).roundToInt()
        for (pair in linkage.pairs(0.25)) {
            val json = parsed(pair.toJson())
            assertEquals("uglymugs.sighting_pair/1", json.text("schema"))
            assertEquals(json.texts("sightings"), pair.sightings())
            assertEquals(json.text("tier"), pair.tier().code)
            assertEquals(json.getValue("weight").jsonPrimitive.int, hundredths(pair.weight()))
            assertEquals(hundredths(pair.weight()), pair.evidence().sumOf { hundredths(it.weight()) })
            assertEquals(json.getValue("probability").jsonPrimitive.double, pair.probability(), 0.0001)
            assertEquals(json.getValue("coincidences").jsonPrimitive.double, pair.coincidences(), 0.0001)
            assertEquals(json["same_source"]?.jsonPrimitive?.content?.toBoolean(), pair.isSameSource())
            assertEquals(json.text("sentence"), pair.sentence())
            val written = json.list("evidence").map { it.jsonObject }
            assertEquals(written.map { it.text("name") }, pair.evidence().map { it.name() })
            assertEquals(written.map { it.text("agreement") }, pair.evidence().map { it.agreement().code })
            assertEquals(written.map { it.text("words") }, pair.evidence().map { it.words() })
            assertTrue(pair.evidence().all { it.words() in pair.sentence() })
        }
    }

    /** A phone weighs its own book by what a server learnt. */
    @Test
    fun `what is learnt here weighs there`() {
        val larger = register.apply { add(new) }
        val learnt = larger.learn(links, asOf)
        val carried = LinkageModel.fromJson(learnt.model().toJson())
        assertEquals(learnt.model().toJson(), carried.toJson())
        assertNotEquals(vectors.model, carried.toJson())
        assertEquals(learnt.model().text(), carried.text())
        assertTrue("phone" in carried.text())
        val pairs = lines(learnt.pairs(0.1))
        assertTrue(pairs.size > 20)
        assertEquals(pairs, lines(larger.weighedBy(carried, links, asOf).pairs(0.1)))
        // It is of the sightings that were in the register then.
        larger.remove(new.id())
        assertEquals(pairs, lines(learnt.pairs(0.1)))
        assertTrue(larger.learn(links, asOf).count() < learnt.count())
    }

    @Test
    fun `what was decided is kept`() {
        val (confirmed, rejected) = parsed(vectors.links).list("decisions").map { it.jsonObject.texts("sightings") }
        val decided = links
        assertEquals(2UL, decided.count())
        assertEquals(true, decided.state(confirmed[0], confirmed[1], asOf))
        assertEquals(false, decided.state(rejected[1], rejected[0], asOf))
        assertNull(decided.state(confirmed[0], rejected[0], asOf))
        assertEquals(listOf(confirmed), decided.series(asOf).map { it.sightings })
        val pairs = linkage.pairs(0.0).map { it.sightings() }
        assertTrue(confirmed in pairs && rejected !in pairs)
        val made = Links().apply { decide(confirmed[0], confirmed[1], true, "worker-1", asOf); decide(rejected[0], rejected[1], false, "worker-1", asOf) }
        assertEquals(vectors.links, made.toJson())
        val scheme = Reports.scheme(Reports.report("r-1", "heron-7"), Reports.report("r-2", "wren-2"))
        scheme.decide("r-1/0", "r-2/0", true, "worker-1", Reports.NOW)
        assertEquals(true, scheme.links().state("r-2/0", "r-1/0", Reports.NOW))
    }

    @Test
    fun `each refusal has its code`() {
        val whole = parsed(vectors.model)
        for ((broken, code) in mapOf(
            vectors.model.dropLast(9) to "json.syntax",
            "[]" to "json.wrong_type",
            vectors.model.replace("model/1", "model/2") to "schema.unknown",
            vectors.model.replace("\"partners\"", "\"partner\"") to "json.unknown_member",
        )) assertEquals(code, refusal { LinkageModel.fromJson(broken) })
        // A model of tables in which a column of this name holds something else.
        val phones = whole.list("columns").first().jsonObject
        val unfit = JsonObject(whole + ("columns" to JsonArray(listOf(JsonObject(phones + ("name" to JsonPrimitive("email")))))))
        val invalid = assertFailsWith<UglyMugsException.Invalid> { register.weighedBy(LinkageModel.fromJson(unfit.toString()), links, asOf) }
        assertEquals(listOf("columns[0].kind" to "linkage.kind_differs"), invalid.problems.map { it.path to it.code })
        assertEquals("instant.malformed", refusal { register.learn(links, "now") })
        assertEquals("instant.malformed", refusal { linkage.suggest(links, "now") })
        assertEquals("sighting.malformed", refusal { linkage.nearest("r-1") })
        assertEquals("link.same_report", refusal { Links().decide("r-1/0", "r-1/1", true, "worker-1", asOf) })
        assertEquals("member.missing", refusal { Links.fromJson("{}") })
        // What there is not is none.
        assertEquals(0, linkage.nearest("r-9/0").size + linkage.find(new, 7U).size + linkage.find(new, 0U, most = 0U).size)
        for (atLeast in listOf(1.1, Double.NaN, Double.POSITIVE_INFINITY)) assertEquals(0, linkage.pairs(atLeast).size)
    }

    @Test
    fun `threads share a linkage`() {
        val pool = Executors.newFixedThreadPool(4)
        try {
            val ask = Callable { (1..5).all { found() == told.member("find").texts("told") && pairs() == told.member("pairs").texts("told") } }
            assertTrue(pool.invokeAll(List(4) { ask }).all { it.get() })
        } finally {
            pool.shutdown()
        }
    }
}
