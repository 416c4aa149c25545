package nl.rijkscloud.pages;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The facts that pages tell about the organisation that runs this portal. All of it is configuration and none of it is
 * secret: it stands on public pages. Any text may name these values as {@code {portal}}, {@code {phone}} and so on.
 *
 * @param publicUrl the address of the portal as the world sees it, without a slash at the end
 * @param formerUrl the address before it, whose links still lead here
 * @param portal name of the portal, "IGJ Rijkscloud"
 * @param organisation full name, "Inspectie Gezondheidszorg en Jeugd"
 * @param abbreviation short name, "IGJ"
 * @param phone as people write it, "088-120 5000"
 * @param noReply address that the mails come from
 * @param meldpuntName contact for who has none
 * @param meldpuntEmail its address
 * @param linkDays how many days an upload link lives
 * @param peopleDays how many days people stay in the row of a transfer that has ended
 * @param contactsDays how many days a contact stays in the address book unused
 * @param maxAnswers how often one request can be answered at most
 * @param recoveryKey the id of the recovery key; empty if nobody can help once all links are lost
 * @param privacyEmail whom to ask about personal data and accessibility
 * @param securityContact URI for security.txt (RFC 9116): mailto:, https: or tel:
 * @param securityExpires until when security.txt may be relied on; the RFC advises less than a year
 * @param oidc whether staff sign in on a page of the organisation's identity provider
 * @param readOut whether staff may read a code out on the phone
 */
record Site(
        URI publicUrl,
        Optional<URI> formerUrl,
        String portal,
        String organisation,
        String abbreviation,
        String phone,
        String noReply,
        String meldpuntName,
        String meldpuntEmail,
        int linkDays,
        int peopleDays,
        int contactsDays,
        int maxAnswers,
        Optional<String> recoveryKey,
        String privacyEmail,
        URI securityContact,
        Instant securityExpires,
        boolean oidc,
        boolean readOut) {

    /** True when browsers reach the portal by https, so that HSTS may be sent. */
    boolean secure() {
        return "https".equals(publicUrl.getScheme());
    }

    /** The values by the names that texts and templates use. */
    Map<String, String> values() {
        return Map.ofEntries(
                Map.entry("publicUrl", publicUrl.toString()),
                Map.entry("formerUrl", formerUrl.map(URI::toString).orElse("")),
                Map.entry("portal", portal),
                Map.entry("organisation", organisation),
                Map.entry("abbreviation", abbreviation),
                Map.entry("phone", phone),
                Map.entry("phoneHref", "tel:" + international(phone)),
                Map.entry("noReply", noReply),
                Map.entry("meldpuntName", meldpuntName),
                Map.entry("meldpuntEmail", meldpuntEmail),
                Map.entry("linkDays", Integer.toString(linkDays)),
                Map.entry("peopleDays", Integer.toString(peopleDays)),
                Map.entry("contactsDays", Integer.toString(contactsDays)),
                Map.entry("maxAnswers", Integer.toString(maxAnswers)),
                Map.entry("recoveryKey", recoveryKey.orElse("")),
                Map.entry("privacyEmail", privacyEmail));
    }

    /** A Dutch number as RFC 3966 wants it in a link: "088-120 5000" becomes "+31881205000". */
    private static String international(String phone) {
        String digits = phone.replaceAll("[^0-9+]", "");
        return digits.startsWith("0") ? "+31" + digits.substring(1) : digits;
    }
}
