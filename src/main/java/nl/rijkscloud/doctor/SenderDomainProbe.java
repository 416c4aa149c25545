package nl.rijkscloud.doctor;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks if the world can tell our mails from forged ones: SPF (RFC 7208) of the envelope's domain, the DKIM key (RFC
 * 6376) and DMARC (RFC 7489) of the sender's domain. Blocks.
 */
final class SenderDomainProbe {
    private static final String SPF = "spf";
    private static final String DKIM = "dkim";
    private static final String DMARC = "dmarc";

    private final DnsText dns;

    private SenderDomainProbe(DnsText dns) {
        this.dns = dns;
    }

    static List<Finding> look(Doctor.Visit visit) throws IOException {
        try (var dns = new DnsText(visit.dns(), visit.pace().step().dividedBy(2))) {
            return look(visit, new SenderDomainProbe(dns));
        }
    }

    private static List<Finding> look(Doctor.Visit visit, SenderDomainProbe probe) {
        var mail = visit.config().mail();
        var from = domain(mail.from());
        return List.of(
                probe.spf(mail.bounces().isEmpty() ? from : domain(mail.bounces())),
                visit.dkim().map(selector -> probe.dkim(selector, from)).orElseGet(() -> Finding.warning(DKIM,
                        "was not looked at: nothing here knows the selector of the mail server's key",
                        "Run doctor --dkim SELECTOR, with the selector that the mail server signs with.")),
                probe.dmarc(from));
    }

    private Finding spf(String domain) {
        return ask(SPF, domain, texts -> {
            var records = starting(texts, "v=spf1");
            var advice = "Publish one record at " + domain + " that names the mail server, and ends with -all or ~all.";
            if (records.size() != 1) {
                return Finding.warning(SPF, domain + " has " + records.size() + " SPF records, and needs one", advice);
            }
            var open = records.getFirst().matches(".*\\s(?:\\+?all|\\?all)$");
            return open ? Finding.warning(SPF, "the record of " + domain + " lets everybody send for it", advice)
                    : Finding.ok(SPF, domain + " says which servers send its mail");
        });
    }

    private Finding dkim(String selector, String domain) {
        var name = selector + "._domainkey." + domain;
        return ask(DKIM, name, texts -> texts.stream().anyMatch(text -> text.matches(".*\\bp=[A-Za-z0-9+/].*"))
                ? Finding.ok(DKIM, "there is a key at " + name)
                : Finding.warning(DKIM, "there is no key at " + name,
                        "Let the mail server sign mails, and publish its key there."));
    }

    private Finding dmarc(String domain) {
        return ask(DMARC, "_dmarc." + domain, texts -> {
            var records = starting(texts, "v=dmarc1");
            // RFC 7489, section 6.6.3: a domain without a record follows that of its organisation
            var parent = domain.indexOf('.') == domain.lastIndexOf('.') ? Optional.<String>empty()
                    : Optional.of(domain.substring(domain.indexOf('.') + 1));
            if (records.isEmpty() && parent.isPresent()) {
                return dmarc(parent.get());
            }
            var advice = "Publish v=DMARC1; p=quarantine or p=reject at _dmarc." + domain + ".";
            if (records.size() != 1) {
                return Finding.warning(DMARC, domain + " has " + records.size() + " DMARC records, and needs one",
                        advice);
            }
            return records.getFirst().matches(".*\\bp\\s*=\\s*none\\b.*")
                    ? Finding.warning(DMARC, "the record of " + domain + " lets forged mail through (p=none)", advice)
                    : Finding.ok(DMARC, domain + " asks others to refuse forged mail");
        });
    }

    private Finding ask(String check, String name, Function<List<String>, Finding> judge) {
        try {
            return judge.apply(dns.at(name));
        } catch (IOException silent) {
            return Finding.warning(check, "no name server answers about " + name,
                    "Look at /etc/resolv.conf, or name a server with --dns.");
        }
    }

    private static List<String> starting(List<String> texts, String version) {
        return texts.stream().map(text -> text.strip().toLowerCase(Locale.ROOT))
                .filter(text -> text.equals(version) || text.startsWith(version + " ")
                        || text.startsWith(version + ";"))
                .toList();
    }

    private static String domain(String address) {
        return address.substring(address.indexOf('@') + 1);
    }
}
