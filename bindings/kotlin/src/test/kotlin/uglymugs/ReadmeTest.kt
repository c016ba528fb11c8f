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
}
