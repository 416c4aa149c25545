package nl.rijkscloud.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.AccessTable;
import nl.rijkscloud.testing.AccessTable.Answer;
import nl.rijkscloud.testing.AccessTable.Row;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Tries every route with every credential. A forbidden request always gets the same 404, or a 401 that says whether a
 * sign-in or a code is missing. An allowed request that would change something is made to end harmlessly: in its own
 * kind of 2xx, 409, 413 or 422.
 * <p>A new route is one more line. Words in braces stand for ids. {@code {open}} is a transfer that is being filled,
 * {@code {upload}} a document in it; {@code {sent}} a transfer that was delivered to the Meldpunt, {@code {document}} a
 * document in it; {@code {none}} an unknown id. Lotte, who is no member of the Meldpunt, owns these: {@code {draft}}
 * with the document {@code {begun}}; {@code {letter}}, sent to {@code {recipient}} with a code, with the document
 * {@code {enclosure}}; {@code {locked}}, another transfer, to {@code {lockedOut}}; {@code {asked}}, a request. These
 * were withdrawn while links to them were open in the browsers: {@code {gone}}, {@code {pulled}}, which was being
 * filled, and {@code {dropped}}, a draft.
 */
final class AccessTableTest {
    private static final String UNTIL_PAST = "{\"until\": \"2026-01-01T00:00:00Z\"}";
    private static final String NO_SECRET = "{\"secret\": []}";
    private static final String NO_PIECES = "{\"pieces\": []}";
    private static final String NOBODY = "{\"secret\": \"x\", \"recipient\": \"{none}\"}";
    private static final String NO_NUMBER = "{\"recipient\": \"{recipient}\", \"mobile\": \"12\"}";
    private static final String NO_READ_OUT = "{\"readOut\": \"{none}\"}";
    private static final String LOCKED_OUT = "{\"recipient\": \"{lockedOut}\"}";
    private static final String NOTHING = "{\"documents\": [], \"clients\": []}";
    private static final String NOT_HELD = "{\"staff\": \"{none}\"}";
    private static final String GUESS = "{\"code\": \"123456\"}";

    private static final String WORDS = "{\"q\": \"de linde\"}";
    private static final String NO_ENTRY = "{\"roles\": [], \"departments\": []}";
    private static final String CALLER = "{\"asked\": \"niemand@example.org\"}";
    private static final String WHOM = "{\"query\": \"niemand@example.org\"}";

    private static final List<Row> ROWS = List.of(
            //                                                                            nobody  links of it, nobody signed in     foreign  signed in: own  owner or elsewhere
            //                                                                                 upload report download | before, after links   department     without, with   beheerder
            //                                                                                                  staff | the code              without, with  link            functionaris
            Row.of("GET    /api/sessions/code?transfer={letter}",                        "404  404 404 404  200 200  404   404 404  404 404  404 404"),
            Row.of("GET    /api/sessions/code?transfer={sent}",                          "404  404 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("POST   /api/sessions/code?transfer={letter}", GUESS,                 "404  404 404 404  401 401  404   404 404  404 404  404 404"),
            Row.of("POST   /api/sessions/code/resend?transfer={letter}", "{}",           "404  404 404 404  429 429  404   404 404  404 404  404 404"),
            Row.of("GET    /api/transfer?transfer={open}",                               "404  200 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("GET    /api/transfer?transfer={sent}",                               "404  404 404 401  404 404  404   404 200  404 404  404 404"),
            Row.of("POST   /api/transfer/submit?transfer={open}", "{}",                  "404  409 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("PUT    /api/transfer/message?transfer={open}", "{}",                 "404  204 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("PUT    /api/transfer/message?transfer={draft}", "{}",                "404  404 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("PUT    /api/transfer/message?transfer={pulled}", "{}",               "404  404 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("POST   /api/transfer/phone?transfer={open}", "{}",                   "404  201 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("POST   /api/transfer/phone?transfer={draft}", "{}",                  "404  404 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("POST   /api/transfer/phone?transfer={pulled}", "{}",                 "404  404 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("GET    /api/transfer/phone?transfer={open}",                         "404  404 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("POST   /api/transfer/chosen?transfer={open}", NOTHING,               "404  200 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("POST   /api/transfer/chosen?transfer={draft}", NOTHING,              "404  404 404 404  404 404  404   404 404  200 200  404 404"),
            Row.of("POST   /api/transfer/chosen?transfer={pulled}", NOTHING,             "404  404 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("POST   /api/transfer/chosen?transfer={sent}", NOTHING,               "404  404 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("POST   /api/transfer/chosen/removal?transfer={open}", NOTHING,       "404  204 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("POST   /api/transfer/chosen/removal?transfer={draft}", NOTHING,      "404  404 404 404  404 404  404   404 404  204 204  404 404"),
            Row.of("POST   /api/transfer/chosen/removal?transfer={dropped}", NOTHING,    "404  404 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("GET    /api/transfer?transfer={letter}",                             "404  404 404 404  401 200  404   404 404  200 200  404 404"),
            Row.of("GET    /api/transfer?transfer={draft}",                              "404  404 404 404  404 404  404   404 404  200 200  404 404"),
            Row.of("POST   /api/transfer/submit?transfer={draft}", "{}",                 "404  404 404 404  404 404  404   404 404  409 409  404 404"),
            Row.of("GET    /api/transfer?transfer={pulled}",                             "404  404 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("POST   /api/transfer/submit?transfer={pulled}", "{}",                "404  404 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("GET    /api/transfer?transfer={dropped}",                            "404  404 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("POST   /api/transfer/submit?transfer={dropped}", "{}",               "404  404 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("GET    /api/transfer?transfer={gone}",                               "404  404 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("POST   /api/uploads?transfer={open}",                                "404  413 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("POST   /api/uploads?transfer={pulled}",                              "404  404 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("POST   /api/uploads?transfer={dropped}",                             "404  404 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("POST   /api/uploads?transfer={letter}",                              "404  404 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("HEAD   /api/uploads/{upload}",                                       "404  200 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("PATCH  /api/uploads/{upload}",                                       "404  409 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("POST   /api/uploads/{upload}",                                       "404  409 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("POST   /api/uploads/{upload}/codes", NO_PIECES,                      "404  422 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("POST   /api/uploads/{begun}/codes", NO_PIECES,                       "404  404 404 404  404 404  404   404 404  422 422  404 404"),
            Row.of("POST   /api/uploads/{document}/codes", NO_PIECES,                    "404  404 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("DELETE /api/uploads/{upload}",                                       "404  204 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("POST   /api/uploads?transfer={draft}",                               "404  404 404 404  404 404  404   404 404  413 413  404 404"),
            Row.of("HEAD   /api/uploads/{begun}",                                        "404  404 404 404  404 404  404   404 404  200 200  404 404"),
            Row.of("PATCH  /api/uploads/{begun}",                                        "404  404 404 404  404 404  404   404 404  409 409  404 404"),
            Row.of("POST   /api/uploads/{begun}",                                        "404  404 404 404  404 404  404   404 404  409 409  404 404"),
            Row.of("DELETE /api/uploads/{fresh}",                                        "404  404 404 404  404 404  404   404 404  204 204  404 404"),
            Row.of("GET    /api/documents/{document}",                                   "404  404 404 401  404 404  404   404 200  404 404  404 404"),
            Row.of("HEAD   /api/documents/{document}",                                   "404  404 404 401  404 404  404   404 200  404 404  404 404"),
            Row.of("GET    /api/documents/{enclosure}",                                  "404  404 404 404  401 200  404   404 404  404 404  404 404"),
            Row.of("HEAD   /api/documents/{enclosure}",                                  "404  404 404 404  401 200  404   404 404  404 404  404 404"),
            Row.of("GET    /api/archive?transfer={sent}",                                "404  404 404 401  404 404  404   404 200  404 404  404 404"),
            Row.of("HEAD   /api/archive?transfer={sent}",                                "404  404 404 401  404 404  404   404 200  404 404  404 404"),
            Row.of("GET    /api/archive?transfer={letter}",                              "404  404 404 404  401 200  404   404 404  404 404  404 404"),
            Row.of("GET    /api/archive?transfer={gone}",                                "404  404 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("GET    /api/report?transfer={sent}",                                 "404  404 200 404  404 404  404   404 404  404 404  404 404"),
            Row.of("POST   /api/transfer/answer?transfer={sent}", "{}",                  "404  404 404 401  404 404  404   404 404  404 404  404 404"),
            Row.of("POST   /api/transfer/answer?transfer={letter}", "{}",                "404  404 404 404  401 201  404   404 404  404 404  404 404"),
            Row.of("POST   /api/transfer/answer?transfer={gone}", "{}",                  "404  404 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("POST   /api/report/withdrawal?transfer={sent}", "{}",                "404  404 202 404  404 404  404   404 404  404 404  404 404"),
            Row.of("POST   /api/report/withdrawal?transfer={letter}", "{}",              "404  404 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("POST   /api/report/withdrawal?transfer={gone}", "{}",                "404  404 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("POST   /api/report/reissue?transfer={sent}", NO_SECRET,              "404  404 422 404  404 404  404   404 404  404 404  404 404"),
            Row.of("GET    /api/receipt?transfer={sent}",                                "404  404 200 404  404 404  404   404 404  404 404  404 404"),
            Row.of("GET    /api/receipt?transfer={letter}",                              "404  404 200 404  404 404  404   404 404  404 200  404 404"),
            Row.of("GET    /api/receipt?transfer={gone}",                                "404  404 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("GET    /api/report?transfer={letter}",                               "404  404 200 404  404 404  404   404 404  404 200  404 404"),
            Row.of("POST   /api/report/reissue?transfer={letter}", NO_SECRET,"404  404 422 404  404 404  404   404 404  404 422  404 404"),
            Row.of("POST   /api/report/recipient?transfer={sent}", NOBODY,               "404  404 422 404  404 404  404   404 404  404 404  404 404"),
            Row.of("POST   /api/report/recipient?transfer={letter}", NOBODY,             "404  404 401 404  404 404  404   404 404  404 422  404 404"),
            Row.of("GET    /api/report?transfer={gone}",                                 "404  404 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("POST   /api/report/reissue?transfer={gone}", NO_SECRET,              "404  404 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("POST   /api/report/recipient?transfer={gone}", NOBODY,               "404  404 404 404  404 404  404   404 404  404 404  404 404"),
            Row.of("GET    /api/staff/me",                                               "401  401 401 401  401 401  401   200 200  200 200  200 200"),
            Row.of("GET    /api/staff/transfers?view=mine",                              "401  401 401 401  401 401  401   200 200  200 200  404 404"),
            Row.of("GET    /api/staff/transfers?view=departments",                       "401  401 401 401  401 401  401   200 200  200 200  404 404"),
            Row.of("GET    /api/staff/transfers?view=all",                               "401  401 401 401  401 401  401   404 404  404 404  200 404"),
            Row.of("POST   /api/staff/transfers/search?view=mine", WORDS,                "401  401 401 401  401 401  401   200 200  200 200  404 404"),
            Row.of("POST   /api/staff/transfers/search?view=all", WORDS,                 "401  401 401 401  401 401  401   404 404  404 404  200 404"),
            Row.of("GET    /api/staff/counts?view=mine",                                 "401  401 401 401  401 401  401   200 200  200 200  404 404"),
            Row.of("GET    /api/staff/preferences",                                      "401  401 401 401  401 401  401   200 200  200 200  404 404"),
            Row.of("GET    /api/staff/preferences/news",                                 "401  401 401 401  401 401  401   200 200  200 200  404 404"),
            Row.of("PUT    /api/staff/preferences/news", "{}",                           "401  401 401 401  401 401  401   422 422  422 422  404 404"),
            Row.of("PUT    /api/staff/preferences/deputy", "{}",                         "401  401 401 401  401 401  401   422 422  422 422  404 404"),
            Row.of("POST   /api/staff/preferences/deputy/end", "{}",                     "401  401 401 401  401 401  401   204 204  204 204  404 404"),
            Row.of("GET    /api/staff/batches",                                          "401  401 401 401  401 401  401   200 200  200 200  404 404"),
            Row.of("GET    /api/staff/templates",                                        "401  401 401 401  401 401  401   200 200  200 200  404 404"),
            Row.of("POST   /api/staff/templates", "{}",                                  "401  401 401 401  401 401  401   422 422  422 422  404 404"),
            Row.of("POST   /api/staff/templates/{none}/removal", "{}",                   "401  401 401 401  401 401  401   404 404  404 404  404 404"),
            Row.of("GET    /api/staff/contacts",                                         "401  401 401 401  401 401  401   200 200  200 200  404 404"),
            Row.of("POST   /api/staff/contacts", "{}",                                   "401  401 401 401  401 401  401   422 422  422 422  404 404"),
            Row.of("POST   /api/staff/contacts/csv", "{}",                               "401  401 401 401  401 401  401   422 422  422 422  404 404"),
            Row.of("POST   /api/staff/contacts/look", "{}",                              "401  401 401 401  401 401  401   422 422  422 422  404 404"),
            Row.of("PUT    /api/staff/contacts/{none}", "{}",                            "401  401 401 401  401 401  401   422 422  422 422  404 404"),
            Row.of("POST   /api/staff/contacts/{none}/removal", "{}",                    "401  401 401 401  401 401  401   404 404  404 404  404 404"),
            Row.of("GET    /api/staff/batches/{none}",                                   "401  401 401 401  401 401  401   404 404  404 404  404 404"),
            Row.of("GET    /api/staff/counts?view=all",                                  "401  401 401 401  401 401  401   404 404  404 404  200 404"),
            Row.of("GET    /api/staff/transfers/{sent}",                                 "401  401 401 401  401 401  401   200 200  404 404  200 404"),
            Row.of("GET    /api/staff/transfers/{none}",                                 "401  401 401 401  401 401  401   404 404  404 404  404 404"),
            Row.of("POST   /api/staff/transfers/{gone}/withdraw", "{}",                  "401  401 401 401  401 401  401   409 409  404 404  404 404"),
            Row.of("POST   /api/staff/transfers/{sent}/extend", UNTIL_PAST,              "401  401 401 401  401 401  401   409 409  404 404  404 404"),
            Row.of("POST   /api/staff/transfers/{sent}/share", "{}",                     "401  401 401 401  401 401  401   409 422  404 404  409 404"),
            Row.of("POST   /api/staff/transfers/{sent}/resend", "{}",                    "401  401 401 401  401 401  401   409 422  404 404  409 404"),
            Row.of("POST   /api/staff/transfers/{sent}/read", "{}",                      "401  401 401 401  401 401  401   204 204  404 404  404 404"),
            Row.of("POST   /api/staff/transfers/{sent}/unread", "{}",                    "401  401 401 401  401 401  401   204 204  404 404  404 404"),
            Row.of("POST   /api/staff/transfers/{sent}/claim", "{}",                     "401  401 401 401  401 401  401   204 409  404 404  404 404"),
            Row.of("POST   /api/staff/transfers/{gone}/claim", "{}",                     "401  401 401 401  401 401  401   409 409  404 404  404 404"),
            Row.of("POST   /api/staff/transfers/{sent}/release", NOT_HELD,               "401  401 401 401  401 401  401   409 409  404 404  404 404"),
            Row.of("POST   /api/staff/transfers/{sent}/remind", "{}",                    "401  401 401 401  401 401  401   409 409  404 404  404 404"),
            Row.of("POST   /api/staff/transfers/{gone}/remind", "{}",                    "401  401 401 401  401 401  401   409 409  404 404  404 404"),
            Row.of("POST   /api/staff/transfers/{draft}/remind", "{}",                   "401  401 401 401  401 401  401   404 404  409 409  404 404"),
            Row.of("POST   /api/staff/transfers", "{}",                                  "401  401 401 401  401 401  401   422 422  422 422  404 404"),
            Row.of("PUT    /api/staff/transfers/{draft}", "{}",                          "401  401 401 401  401 401  401   404 404  422 422  404 404"),
            Row.of("PUT    /api/staff/transfers/{sent}", "{}",                           "401  401 401 401  401 401  401   404 404  404 404  404 404"),
            Row.of("POST   /api/staff/transfers/{draft}/send", "{}",                     "401  401 401 401  401 401  401   404 404  409 409  404 404"),
            Row.of("POST   /api/staff/transfers/{dropped}/send", "{}",                   "401  401 401 401  401 401  401   404 404  404 404  404 404"),
            Row.of("POST   /api/staff/transfers/{sent}/send", "{}",                      "401  401 401 401  401 401  401   404 404  404 404  404 404"),
            Row.of("GET    /api/staff/transfers/{draft}",                                "401  401 401 401  401 401  401   404 404  200 200  200 404"),
            Row.of("GET    /api/staff/transfers/{letter}",                               "401  401 401 401  401 401  401   404 404  200 200  200 404"),
            Row.of("GET    /api/staff/transfers/{letter}/copy",                          "401  401 401 401  401 401  401   404 404  200 200  404 404"),
            Row.of("GET    /api/staff/transfers/{sent}/copy",                            "401  401 401 401  401 401  401   404 404  404 404  404 404"),
            Row.of("POST   /api/staff/transfers/{letter}/extend", UNTIL_PAST,            "401  401 401 401  401 401  401   404 404  409 409  404 404"),
            Row.of("POST   /api/staff/transfers/{letter}/share", "{}",                   "401  401 401 401  401 401  401   404 404  409 409  409 404"),
            Row.of("POST   /api/staff/transfers/{letter}/resend", "{}",                  "401  401 401 401  401 401  401   404 404  409 409  409 404"),
            Row.of("POST   /api/staff/transfers/{letter}/recipient", NO_NUMBER,          "401  401 401 401  401 401  401   404 404  422 422  404 404"),
            Row.of("POST   /api/staff/transfers/{sent}/recipient", NO_NUMBER,            "401  401 401 401  401 401  401   404 404  404 404  404 404"),
            Row.of("POST   /api/staff/transfers/{locked}/unlock", LOCKED_OUT,            "401  401 401 401  401 401  401   404 404  204 204  404 404"),
            Row.of("POST   /api/staff/transfers/{letter}/unlock", LOCKED_OUT,            "401  401 401 401  401 401  401   404 404  404 404  404 404"),
            Row.of("GET    /api/staff/transfers/{letter}/read-outs",                     "401  401 401 401  401 401  401   404 404  200 200  404 404"),
            Row.of("POST   /api/staff/transfers/{locked}/read-outs", LOCKED_OUT,         "401  401 401 401  401 401  401   404 404  204 204  404 404"),
            Row.of("POST   /api/staff/transfers/{letter}/read-outs", LOCKED_OUT,         "401  401 401 401  401 401  401   404 404  404 404  404 404"),
            Row.of("POST   /api/staff/transfers/{letter}/read-outs/show", NO_READ_OUT,   "401  401 401 401  401 401  401   404 404  404 404  404 404"),
            Row.of("GET    /api/staff/read-outs",                                        "401  401 401 401  401 401  401   200 200  200 200  200 404"),
            Row.of("POST   /api/staff/read-outs/{none}/approve", "{}",                   "401  401 401 401  401 401  401   404 404  404 404  404 404"),
            Row.of("POST   /api/staff/read-outs/{none}/decline", "{}",                   "401  401 401 401  401 401  401   404 404  404 404  404 404"),
            Row.of("POST   /api/staff/requests", "{}",                                   "401  401 401 401  401 401  401   422 422  422 422  404 404"),
            Row.of("POST   /api/staff/requests/csv", "{}",                               "401  401 401 401  401 401  401   422 422  422 422  404 404"),
            Row.of("POST   /api/staff/requests/{asked}/resend", "{}",                    "401  401 401 401  401 401  401   404 404  409 409  404 404"),
            Row.of("POST   /api/staff/requests/{sent}/resend", "{}",                     "401  401 401 401  401 401  401   404 404  404 404  404 404"),
            Row.of("POST   /api/staff/addresses/check", "{}",                            "401  401 401 401  401 401  401   422 422  422 422  404 404"),
            Row.of("GET    /api/staff/audit",                                            "401  401 401 401  401 401  401   404 404  404 404  404 200"),
            Row.of("GET    /api/staff/audit/export?transfer={none}",                     "401  401 401 401  401 401  401   404 404  404 404  404 200"),
            Row.of("GET    /api/staff/accounts",                                         "401  401 401 401  401 401 401   404 404  404 404  200 404"),
            Row.of("POST   /api/staff/accounts", "{}",                                   "401  401 401 401  401 401 401   404 404  404 404  422 404"),
            Row.of("POST   /api/staff/accounts/import/plan", "{}",                       "401  401 401 401  401 401 401   404 404  404 404  422 404"),
            Row.of("POST   /api/staff/accounts/import", "{}",                            "401  401 401 401  401 401 401   404 404  404 404  422 404"),
            Row.of("POST   /api/staff/accounts/{none}", NO_ENTRY,                        "401  401 401 401  401 401 401   404 404  404 404  422 404"),
            Row.of("POST   /api/staff/accounts/{none}/address", "{}",                    "401  401 401 401  401 401 401   404 404  404 404  422 404"),
            Row.of("POST   /api/staff/accounts/{none}/disable", "{}",                    "401  401 401 401  401 401 401   404 404  404 404  404 404"),
            Row.of("POST   /api/staff/accounts/{none}/enable", "{}",                     "401  401 401 401  401 401 401   404 404  404 404  404 404"),
            Row.of("POST   /api/staff/accounts/{none}/sign-out", "{}",                   "401  401 401 401  401 401 401   404 404  404 404  404 404"),
            Row.of("POST   /api/staff/accounts/{none}/unlock", "{}",                     "401  401 401 401  401 401 401   404 404  404 404  404 404"),
            Row.of("POST   /api/staff/accounts/{none}/unlink", "{}",                     "401  401 401 401  401 401 401   404 404  404 404  404 404"),
            Row.of("POST   /api/staff/accounts/{none}/password", "{}",                   "401  401 401 401  401 401 401   404 404  404 404  404 404"),
            Row.of("POST   /api/staff/departments", "{}",                                "401  401 401 401  401 401 401   404 404  404 404  422 404"),
            Row.of("GET    /api/staff/settings",                                         "401  401 401 401  401 401 401   404 404  404 404  200 404"),
            Row.of("POST   /api/staff/helpdesk", CALLER,                                 "401  401 401 401  401 401  401   404 404  404 404  404 404"),
            Row.of("POST   /api/staff/persons", WHOM,                                    "401  401 401 401  401 401  401   404 404  404 404  404 200"),
            Row.of("POST   /api/staff/persons/export", WHOM,                             "401  401 401 401  401 401  401   404 404  404 404  404 200"),
            Row.of("POST   /api/staff/persons/transfers", WHOM,                          "401  401 401 401  401 401  401   404 404  404 404  404 200"),
            Row.of("POST   /api/staff/persons/letters", WHOM,                            "401  401 401 401  401 401  401   404 404  404 404  404 200"),
            Row.of("GET    /api/staff/destructions",                                     "401  401 401 401  401 401  401   404 404  404 404  404 200"),
            Row.of("GET    /api/staff/retention",                                        "401  401 401 401  401 401  401   404 404  404 404  200 200"),
            Row.of("GET    /api/staff/statistics",                                       "401  401 401 401  401 401  401   404 404  404 404  200 200"),
            Row.of("GET    /api/staff/holds",                                            "401  401 401 401  401 401  401   404 404  404 404  404 200"),
            Row.of("POST   /api/staff/holds", "{}",                                      "401  401 401 401  401 401  401   404 404  404 404  404 422"),
            Row.of("POST   /api/staff/holds/{none}/lift", "{}",                          "401  401 401 401  401 401  401   404 404  404 404  404 404"),
            Row.of("GET    /api/staff/queues",                                           "401  401 401 401  401 401  401   404 404  404 404  200 404"),
            Row.of("POST   /api/staff/queues/search", "{}",                              "401  401 401 401  401 401  401   404 404  404 404  200 404"),
            Row.of("GET    /api/staff/held",                                             "401  401 401 401  401 401  401   404 404  404 404  200 404"),
            Row.of("POST   /api/staff/held/{none}/deliver", "{}",                         "401  401 401 401  401 401  401   404 404  404 404  404 404"),
            Row.of("POST   /api/staff/held/{none}/refuse", "{}",                          "401  401 401 401  401 401  401   404 404  404 404  404 404"),
            Row.of("GET    /api/staff/scrub",                                            "401  401 401 401  401 401  401   404 404  404 404  200 404"),
            Row.of("POST   /api/staff/queues/{none}/retry", "{}",                        "401  401 401 401  401 401  401   404 404  404 404  404 404"),
            Row.of("POST   /api/staff/queues/{waiting}/retry", "{}",                     "401  401 401 401  401 401  401   404 404  404 404  204 404"),
            Row.of("POST   /api/staff/queues/{waiting}/drop", "{}",                      "401  401 401 401  401 401  401   404 404  404 404  204 404"));

    /** Routes for everybody, or about the session only; the SMS provider's accepts no cookie: SmsReportsTest. */
    private static final List<String> FOR_EVERYBODY = List.of(
            "POST /api/submissions", "POST /api/sessions", "DELETE /api/sessions", "POST /api/staff/sign-in",
            "POST /api/staff/code", "POST /api/staff/return", "POST /api/staff/back-channel-logout",
            "POST /api/staff/sign-out", "POST /api/sms/reports",
            "OPTIONS /api/uploads", "OPTIONS /api/uploads/{id}", "GET /api/openapi.yaml", "POST /api/network-test",
            "PATCH /api/network-test", "GET /api/statements/{hash}", "GET /api/network-test/bytes");

    private static final JsonObject NOTHING_HERE = new JsonObject()
            .put("type", "urn:rijkscloud:problem:not-found").put("title", "not found").put("status", 404)
            .put("detail", "There is nothing here for you.").put("code", "not-found");

    private static AccessTable table;
    private static List<Answer> answers;

    @BeforeAll
    static void ask() {
        table = AccessTable.fill();
        answers = ROWS.stream().map(table::ask).toList();
    }

    @AfterAll
    static void clear() {
        table.clear();
    }

    @Test
    void everyCredentialGetsItsStatusAtEveryRoute() {
        assertThat(answers).as("routes that answer otherwise").map(Answer::difference).filteredOn(found ->
                !found.isEmpty()).isEmpty();
    }

    @Test
    void everyForbiddenRequestGetsTheSameAnswer() {
        for (var answer : answers) {
            answer.columns().stream().filter(column -> !column.body().isEmpty()).forEach(column -> {
                if (column.statusCode() == 404) {
                    assertThat(new JsonObject(column.body())).as(answer.row().request()).isEqualTo(NOTHING_HERE);
                } else if (column.statusCode() == 401) {
                    assertThat(new JsonObject(column.body()).getString("code")).as(answer.row().request())
                            .isIn("sign-in-required", "code-required", "code-unusable");
                }
            });
        }
    }

    /** The one column that has no place in the table: all of it is 404, but for its own question and its own name. */
    @Test
    void roleOfTheHelpDeskAloneSeesNothingElse() {
        var browser = StaffJourney.signIn(TestPortal.shared(), DemoStaff.NOOR).browser();

        assertThat(ROWS).filteredOn(row -> table.send(row, browser).statusCode() != 404).map(Row::request)
                .containsExactly("GET /api/staff/me", "POST /api/staff/helpdesk");
    }

    @Test
    void everyRouteHasARow() throws IOException {
        var listed = ROWS.stream().map(row -> row.request().replaceAll("\\s+", " ").replaceAll("\\?.*", "")
                .replaceAll("\\{\\w+}", "{id}"))
                .collect(Collectors.toCollection(TreeSet::new));
        listed.addAll(FOR_EVERYBODY);

        assertThat(listed).isEqualTo(AccessTable.described());
    }
}
