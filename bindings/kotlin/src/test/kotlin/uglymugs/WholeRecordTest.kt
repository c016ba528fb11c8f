package uglymugs

import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertNotEquals
import kotlin.test.assertTrue
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive

/** What goes in comes out: every member of a report, and everything that a draft can be told. */
class WholeRecordTest {
    private val whole = parsed(Vectors.wholeIncident)

    @Test
    fun `the whole incident holds every path of the schema`() {
        assertEquals(emptyList(), Schemas.incident.missing(whole))
    }

    @Test
    fun `no path of the whole incident is lost on the way`() {
        assertEquals(whole, parsed(Incident.fromJson(Vectors.wholeIncident).toJson()))
        assertEquals(whole, parsed(Draft.fromJson(Vectors.wholeIncident).validate().toJson()))
        assertEquals(whole, parsed(Case(Incident.fromJson(Vectors.wholeIncident)).toJson()).member("incident"))
    }

    /** Else the two tests above would let it pass. */
    @Test
    fun `an incident with a member less is not whole`() {
        val shorter = whole.lessOneMember()
        assertTrue(shorter.size > 90, "only ${shorter.size} members")
        for (incident in shorter) {
            assertNotEquals(whole, incident)
            val refused = runCatching { Incident.fromJson(incident.toString()) }.exceptionOrNull()
            assertTrue(refused is UglyMugsException || Schemas.incident.missing(incident as JsonObject).isNotEmpty(), incident.toString())
        }
    }

    @Test
    fun `the incident of every vector comes out as it went in`() {
        val vectors = Vectors.all.distinctBy { it.name }
        for (vector in vectors) {
            val incident = parsed(vector.case).member("incident")
            assertEquals(incident.written(), parsed(Incident.fromJson(incident.toString()).toJson()), vector.name)
        }
        assertTrue(vectors.size >= 40, "only ${vectors.size} vectors")
    }

    @Test
    fun `everything that a draft can be told`() {
        val draft = Draft.build("r-1") {
            offence("robbery")
            whenAt("2026-03-01T22:15:00+00:00")
            force("E23000010"); area("LS2"); venue("Wharf Mills car park"); street("14 Sweetwater Street"); placeKind("car_park")
            setting("street")
            ownWords("place", "Round the back."); ownWords("support", "Somebody to talk to.")
            injuries("bruising")
            supportWanted("counselling"); supportWanted("money")
            contactMethod("on_street")
            policeContact("crime_recorded"); policeReference("WY/4471/26")
            narrative("A man stopped."); summary("A man robbed a woman.", "en")
            reporter("victim"); sector("escort"); victimGender("woman"); victimEthnicity("w1")
            wouldHeKnow(false)
            offender {
                alias("Daz"); phone("07700 900231"); email("daz@example.org"); handle("@daz_drives")
                profile("dateline.example.org", "@daz_on_dateline")
                behaviour("films"); plate("YK01 ??T"); vehicle("kind", "van"); vehicle("colour", "blue")
                gender("man"); ageInWords("late 30s"); heightInWords("5'10 to 6ft"); looks("build", "stocky")
                mark("tattoo", "left_hand", "star"); mark("limp"); mark("scar", bodyPlace = "face")
                wore("hi_vis", "yellow"); wore("boots")
                ownWords("speech", "He dropped his voice.")
                relation("client"); dateOfBirth("1981-06-14")
            }
            offender { age(30..40) }
        }
        val said = parsed(
            """
            {"schema": "uglymugs.incident/1", "id": "r-1",
             "offences": [{"kind": "robbery"}],
             "when": {"at": "2026-03-01T22:15:00+00:00"},
             "place": {"force": "E23000010", "area": "LS2", "venue": "Wharf Mills car park", "street": "14 Sweetwater Street", "kind": "car_park"},
             "setting": "street",
             "own_words": [{"about": "place", "text": "Round the back."}, {"about": "support", "text": "Somebody to talk to."}],
             "injuries": "bruising",
             "support_wanted": ["counselling", "money"],
             "contact_method": "on_street",
             "police_contact": {"status": "crime_recorded", "reference": "WY/4471/26"},
             "narrative": "A man stopped.",
             "summary": {"text": "A man robbed a woman.", "language": "en"},
             "reporter": {"kind": "victim"},
             "victim": {"sector": "escort", "gender": "woman", "ethnicity": "w1"},
             "safety": {"would_he_know": false},
             "offenders": [
               {"aliases": ["Daz"], "phones": ["07700 900231"], "emails": ["daz@example.org"], "handles": ["@daz_drives"],
                "profiles": [{"site": "dateline.example.org", "handle": "@daz_on_dateline"}],
                "behaviours": ["films"],
                "vehicle": {"plate": "YK01 ??T", "kind": "van", "colour": "blue"},
                "appearance": {"gender": "man", "age": "late 30s", "height_cm": "5'10 to 6ft", "build": "stocky",
                  "marks": [{"kind": "tattoo", "body_place": "left_hand", "motif": "star"}, {"kind": "limp"}, {"kind": "scar", "body_place": "face"}],
                  "clothing": [{"item": "hi_vis", "colour": "yellow"}, {"item": "boots"}]},
                "own_words": [{"about": "speech", "text": "He dropped his voice."}],
                "link": {"relation": "client"},
                "civil_identity": {"date_of_birth": "1981-06-14"}},
               {"appearance": {"age": {"from": 30, "to": 40}}}]}
            """,
        )
        assertEquals(said, parsed(draft.toJson()))
        assertEquals(said, parsed(draft.validate().toJson()))
        assertEquals(
            parsed("""{"day": "2026-03-02"}"""),
            parsed(draft.apply { whenDay("2026-03-02") }.validate().toJson()).member("when"),
        )
    }

    @Test
    fun `an offender can be added to more than one draft`() {
        val him = DraftOffender().apply { profile("dateline.example.org", "@daz_on_dateline"); wore("boots") }
        val told = List(2) { Draft("r-$it").apply { offender(him) } }.map { parsed(it.toJson()).list("offenders") }
        assertEquals(told[0], told[1])
        assertEquals("""[{"profiles":[{"site":"dateline.example.org","handle":"@daz_on_dateline"}],"appearance":{"clothing":[{"item":"boots"}]}}]""", told[0].toString())
    }

    /** As the library writes it: what says nothing is left out, an instant has an offset in numbers, a site its normal form. */
    private fun JsonElement.written(member: String = ""): JsonElement = when (this) {
        is JsonObject -> JsonObject(mapValues { (name, value) -> value.written(name) }.filterValues { it !in nothing })
        is JsonArray -> JsonArray(map { it.written() })
        is JsonPrimitive -> when (member) {
            "at" -> JsonPrimitive(content.replace(Regex("Z$"), "+00:00"))
            "site" -> JsonPrimitive(content.lowercase().removePrefix("https://").removePrefix("www.").substringBefore('/'))
            else -> this
        }
    }

    private val nothing = listOf(JsonArray(emptyList()), parsed("""{"answer": "not_asked"}"""))

    /** The document without one of its members, once for each, however deep. */
    private fun JsonElement.lessOneMember(): List<JsonElement> = when (this) {
        is JsonObject -> keys.flatMap { name ->
            getValue(name).lessOneMember().map { JsonObject(this + (name to it)) } + JsonObject(this - name)
        }
        is JsonArray -> indices.flatMap { at -> this[at].lessOneMember().map { JsonArray(toMutableList().apply { this[at] = it }) } }
        else -> emptyList()
    }
}
