package uglymugs

import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** The Kotlin of the README. */
class ReadmeTest {
    @Test
    fun `the sample of the README runs`() {
        val caseJsons = listOf(Reports.report("r-1", "heron-7").toJson(), Reports.report("r-2", "wren-2").toJson())
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

        val now = "2026-03-10T09:00:00+00:00"
        val scheme = Scheme(Issuer("num", "Example scheme", "020 7946 0000"), Policy.fromJson(policyJson), AlertRules.defaultRules())
        caseJsons.forEach { scheme.submit(Case.fromJson(it)) }
        when (val shared = scheme.disclose("r-1", "members/num/alert", now).shared) {
            is Disclosed.Members -> println(shared.json) // exactly what members may be shown
            else -> println("nothing")
        }

        val alert = scheme.draftAlert(listOf("r-1"), now) // it cannot be published before a person approves it
        alert.reidentification().inferences.forEach { println(it.sentence) } // what he could infer from it
        val approved = alert.approve("A. Approver", now, "He robs people who meet him.", "It tells of nobody else.")
        println(scheme.publish(approved, now).sms().text()) // the gate is asked again

        val query = Query(QueryKind.PHONE, "+44 7700 900231")
        println(scheme.check(query, Asker("num", "m-1"), LookupPurpose.BEFORE_MEETING, now, RateLimit(30u, 24u)).words())
        // README end

        assertEquals("offences[0].kind: code is not in its table", said[0])
        assertTrue("\"Daz\"" in said[1] && "Gwen Hartley" !in said[1])
        assertTrue("More than one report fits this. He cannot be sure who told." in said)
        assertTrue("07700 900231" in said[said.size - 2] && " Not proof. Alert " in said[said.size - 2])
        assertTrue(said.last().startsWith("This phone number was reported to us by 2 people."))
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
