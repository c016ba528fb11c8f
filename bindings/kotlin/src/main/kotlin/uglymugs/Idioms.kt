// What Kotlin says more shortly. Nothing here decides anything.
package uglymugs

import java.time.OffsetDateTime
import java.time.format.DateTimeFormatter
import java.time.temporal.ChronoUnit

/** A draft, told in one go: `Draft.build("r-1") { offence("robbery"); offender { alias("Baz") } }`. */
fun Draft.Companion.build(id: String, tell: Draft.() -> Unit): Draft = Draft(id).apply(tell)

/** Adds an offender, told in one go. */
fun Draft.offender(tell: DraftOffender.() -> Unit) = DraftOffender().use { offender(it.apply(tell)) }

/** His perceived age in years: `age(30..40)`. What is no age stays none, and is a problem. */
fun DraftOffender.age(years: IntRange) = age(unsigned(years.first), unsigned(years.last))

private fun unsigned(number: Int) = number.coerceIn(0, UShort.MAX_VALUE.toInt()).toUShort()

/** The stable code. */
val UglyMugsException.code: String
    get() = when (this) {
        is UglyMugsException.Invalid -> code
        is UglyMugsException.Refused -> code
        is UglyMugsException.NothingDisclosed -> code
        is UglyMugsException.ContainsWithheldValue -> code
        is UglyMugsException.Internal -> code
    }

/** Every problem of what was handed in; none when it is not that which went wrong. */
val UglyMugsException.problems: List<Problem> get() = (this as? UglyMugsException.Invalid)?.problems.orEmpty()

/** Why nothing of a report may be shown; `null` when it is not that which went wrong. */
val UglyMugsException.reason: Reason? get() = (this as? UglyMugsException.NothingDisclosed)?.reason

/** Where the withheld values stand that an output would contain; none when it is not that which went wrong. */
val UglyMugsException.paths: List<String> get() = (this as? UglyMugsException.ContainsWithheldValue)?.paths.orEmpty()

/** What is given; `null` when nothing is. */
val Decision.shared: Disclosed? get() = disclosure()

/** The canonical bytes: one line of JSON with its line feed. */
val Disclosed.bytes: ByteArray
    get() = when (this) {
        is Disclosed.Members -> disclosure.toBytes()
        is Disclosed.PoliceAnonymous -> disclosure.toBytes()
        is Disclosed.PoliceFull -> disclosure.toBytes()
        is Disclosed.Partner -> disclosure.toBytes()
        is Disclosed.Research -> disclosure.toBytes()
    }

/** The canonical bytes, as text. */
val Disclosed.json: String get() = bytes.decodeToString()

/** The code on the wire, such as `he_would_know`. */
val Reason.code: String get() = reasonCode(this)

/** What it means, in English, for the scheme's own screens. */
val Reason.message: String get() = reasonMessage(this)

/** The code on the wire, such as `alert_only`. */
val Level.code: String get() = levelCode(this)

/** The code on the wire, such as `only_one`. */
val Inference.code: String get() = inferenceCode(this)

/** What it means, in English, for the person who drafts and for her whom it concerns. */
val Inference.sentence: String get() = inferenceSentence(this)

/** The code on the wire, such as `part_of_day`. */
val Step.code: String get() = stepCode(this)

/** The code on the wire, such as `correction`. */
val ReleaseKind.code: String get() = releaseKindCode(this)

/** The code on the wire, such as `gsm_7`. */
val SmsEncoding.code: String get() = smsEncodingCode(this)

/** The code on the wire, such as `phone`. */
val QueryKind.code: String get() = queryKindCode(this)

/** The code on the wire, such as `before_meeting`. */
val LookupPurpose.code: String get() = lookupPurposeCode(this)

/** The code on the wire, such as `nothing_to_show`. */
val Outcome.code: String get() = outcomeCode(this)

/** The code on the wire, such as `probable`. */
val Tier.code: String get() = tierCode(this)

/** The code on the wire, such as `hair_colour`. */
val Field.code: String get() = fieldCode(this)

/** What a caseworker calls it, such as `hair colour`. */
val Field.words: String get() = fieldName(this)

/** The code on the wire, such as `confusable`. */
val Agreement.code: String get() = agreementCode(this)

/** The code on the wire, such as `recycled`. */
val SharedUse.code: String get() = sharedUseCode(this)

/** The code on the wire, such as `other_area`. */
val Route.code: String get() = routeCode(this)

/** The code on the wire, such as `accepted`. */
val TriageState.code: String get() = triageStateCode(this)

/** The code on the wire, such as `out_of_scope`. */
val TriageReason.code: String get() = triageReasonCode(this)

/** The instant as this library takes it: to the second, with its offset. */
val OffsetDateTime.instant: String
    get() = truncatedTo(ChronoUnit.SECONDS).format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx"))
