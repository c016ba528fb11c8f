package uglymugs

import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** The Kotlin of the README. */
class ReadmeTest {
    @Test
    fun `the sample of the README runs`() {
        val caseJson = Vectors.named("c01_full_details_to_one_force").case
        val policyJson = Vectors.policy
        val said = mutableListOf<String>()
        fun println(line: Any?) { said += line.toString() }

        // README begin
        val draft = Draft.build("r-1") {
            offence("mugging"); reporter("victim")
            offender { alias("Baz"); phone("07700 900123"); age(30..40) }
        }
        try {
            draft.validate()
        } catch (invalid: UglyMugsException.Invalid) {
            invalid.problems.forEach { println("${it.path}: ${it.message}") }
        }

        val case = Case.fromJson(caseJson)
        val policy = Policy.fromJson(policyJson)
        val now = "2026-03-10T09:00:00+00:00"
        println(case.level(policy, now)) // FULL
        val decision = case.disclose(policy, "members/num/alert", now)
        when (val shared = decision.shared) {
            is Disclosed.Members -> println(AlertDraft(shared.disclosure).text())
            else -> println(shared?.json ?: decision.reason())
        }
        // README end

        assertEquals("offences[0].kind: code is not in its table", said[0])
        assertEquals("FULL", said[1])
        assertTrue(said[2].startsWith("Take care"))
        assertEquals(3, said.size)
    }

    @Test
    fun `a report is told as she tells it`() {
        val said = mutableListOf<String>()
        fun println(line: Any?) { said += line.toString() }

        val draft = Draft.build("r-2") {
            offence("robbery"); reporter("victim"); placeKind("car_park")
            ownWords("place", "Round the back, where the lorries turn.")
            offender {
                plate("YK01 ?*T"); vehicle("kind", "van"); ageInWords("mid 30s")
                mark("tattoo", "left_hand"); wore("hi_vis", "yellow"); looks("build", "stocky")
                ownWords("speech", "He dropped his voice at the end of things.")
            }
        }
        println(draft.validate().toJson()) // as she said it; the gate shows YK01??T and 34–36
        table("builds")?.entries?.forEach { println("${it.code}: ${it.name}") } // fills a picker

        assertEquals(draft.toJson().length, said[0].length)
        assertTrue("\"YK01 ?*T\"" in said[0] && "\"mid 30s\"" in said[0] && "where the lorries turn" in said[0])
        assertTrue("stocky: stocky" in said)
    }
}
