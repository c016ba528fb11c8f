package uglymugs

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive

/** Whole reports, for tests that go from a report to what leaves. */
object Reports {
    /** When everything in a plain report has happened. */
    const val NOW = "2026-03-10T09:00:00+00:00"

    val policy: Policy get() = Policy.fromJson(Vectors.policy)

    val issuer: Issuer get() = Issuer("num", "Example Safety Scheme", "020 7946 0000, weekdays 9 to 5")

    /** Rules under which every offence is alerted. */
    fun rules(holdHours: Int = 0): AlertRules = AlertRules.fromJson(
        """{"schema": "uglymugs.alert_rules/1", "version": "t-1", "rules": [
            {"offences": ["sexual", "exploitation", "violence", "threats", "property", "not_an_offence"],
             "reach": "force_and_neighbours", "hold_hours": $holdHours, "expires_days": 30}]}""",
    )

    /**
     * A report by the person whom the scheme knows as [source], with consent to matching, look-ups, alerts and anonymous
     * intelligence: a robbery in LS2 on the first of March, by a man with a phone and a car.
     */
    fun report(
        id: String,
        source: String,
        accepted: Boolean = true,
        recognitionAccepted: Boolean = false,
        police: String = """{"purpose": "police_anonymous", "recipient": "E23000010"}""",
    ): Case = Case.fromJson(
        """
        {"schema": "uglymugs.case/1",
         "incident": {"schema": "uglymugs.incident/1", "id": "$id", "received_at": "2026-03-02T10:40:00+00:00",
           "offences": [{"kind": "robbery"}], "when": {"at": "2026-03-01T22:15:00+00:00"},
           "place": {"force": "E23000010", "area": "LS2"},
           "reporter": {"kind": "victim", "grade": "verified_member"},
           "victim": {"pseudonym": "$source", "age_band": "25_34"},
           "offenders": [{"aliases": ["Daz"],
             "appearance": {"gender": "man", "age": {"from": 35, "to": 45}, "hair_colour": "brown"},
             "behaviours": ["poses_as_client"], "vehicle": {"kind": "car", "colour": "blue"}, "phones": ["07700 900231"]}],
           "safety": {"would_he_know": false, "hold_back": {"hold": "none"}}},
         "identity": {"schema": "uglymugs.identity/1", "incident": "$id", "victim": {"names": ["Gwen Hartley"]}},
         "consent": {"schema": "uglymugs.consent/1", "incident": "$id", "events": [
           {"event": "grant", "at": "2026-03-02T11:00:00+00:00", "by": {"who": "victim"}, "wording": "2024-1", "grants": [
             {"purpose": "matching"}, {"purpose": "lookup", "recipient": "num"},
             {"purpose": "alert", "recipient": "num", "recognition_accepted": $recognitionAccepted}, $police]}]},
         "circumstances": {"schema": "uglymugs.circumstances/1", "incident": "$id", "triage": [
           {"state": "${if (accepted) "accepted" else "received"}", "at": "2026-03-02T12:00:00+00:00", "by": "Ruth Okafor"}]}}
        """,
    )

    /** A scheme that holds these reports. */
    fun scheme(vararg reports: Case): Scheme = Scheme(issuer, policy, rules()).apply { reports.forEach { submit(it) } }

    /** What members are given of the same report by two others whom the scheme knows, if anything. */
    fun twins(vector: Vector, asOf: String = vector.asOf): List<MembersDisclosure> = (0..1).mapNotNull { nth ->
        runCatching { given(twin(vector.case, nth), Policy.fromJson(vector.policy), vector.recipient, asOf) }.getOrNull()
    }

    /** The same report, by somebody else whom the scheme knows. */
    private fun twin(case: String, nth: Int): Case {
        val whole = parsed(case)
        val incident = whole.member("incident")
        val victim = incident["victim"] as JsonObject? ?: JsonObject(emptyMap())
        val reporter = incident.member("reporter") + mapOf("pseudonym" to JsonPrimitive("twin-reporter-$nth"), "grade" to JsonPrimitive("verified_member"))
        val changed: Map<String, JsonElement> = mapOf(
            "victim" to JsonObject(victim + ("pseudonym" to JsonPrimitive("twin-victim-$nth"))),
            "reporter" to JsonObject(reporter),
        )
        return Case.fromJson(JsonObject(whole + ("incident" to JsonObject(incident + changed))).toString())
    }

    /** What members are given of a case for alerts, if anything. */
    fun given(case: Case, policy: Policy, recipient: String, asOf: String): MembersDisclosure? =
        (case.disclose(policy, recipient, asOf).shared as? Disclosed.Members)?.disclosure

    /** Everything that is counted. */
    fun crowd(scheme: String, asOf: String, vararg given: MembersDisclosure?): Crowd =
        Crowd(scheme, asOf).apply { given.filterNotNull().forEach { add(it) } }
}

/** A person's approval. */
fun AlertDraft.approved(at: String): ApprovedAlert =
    approve("Ruth Okafor", at, "He is out there.", "It tells no more than members need.")

/** The code with which something is refused; `null` when it is done. */
fun refusal(step: () -> Any?): String? = (runCatching(step).exceptionOrNull() as UglyMugsException?)?.code
