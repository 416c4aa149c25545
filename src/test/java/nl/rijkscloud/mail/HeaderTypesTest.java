package nl.rijkscloud.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeUtility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HeaderTypesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna@voorbeeld.nl",
                "a.b+c@sub.example.com",
                "o'brien@example.ie",
                "Meldpunt@igj.nl",
                "1@2.nl"
            })
    void ordinaryAddressIsAccepted(String text) {
        assertThat(MailAddress.of(text)).map(MailAddress::value).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "anna",
                "@example.com",
                "anna@",
                "a@b@c.nl",
                "a,b@example.com",
                "a@example.com,b@example.com",
                "bla <other@example.com>",
                "\"a b\"@example.com",
                "a b@example.com",
                "a@example.com\n",
                "a@example.com\r\nBcc: b@example.com",
                "a\n@example.com",
                "a@exam\u0000ple.com",
                "a@example..com",
                ".a@example.com",
                "a@-example.com",
                "a@example.com>",
                "<a@example.com",
                "a@[127.0.0.1]",
                "(x)a@example.com",
                "jos\u00e9@example.com",
                "=?utf-8?q?a?=@example.com,",
                "a@example.com;b@example.com"
            })
    void malformedAddressIsRefused(String text) {
        assertThat(MailAddress.of(text)).isEmpty();
    }

    @Test
    void lengthLimitsAreThoseOfTheStandard() {
        var label = "d".repeat(60) + ".";
        assertThat(MailAddress.of("a".repeat(64) + "@example.com")).isPresent();
        assertThat(MailAddress.of("a".repeat(65) + "@example.com")).isEmpty();
        assertThat(MailAddress.of("a".repeat(64) + "@" + label.repeat(3) + "nlnlnl"))
                .isPresent();
        assertThat(MailAddress.of("a".repeat(64) + "@" + label.repeat(3) + "nlnlnlx"))
                .isEmpty();
    }

    @Test
    void internationalDomainIsStoredInAscii() {
        assertThat(MailAddress.of("a@b\u00fccher.example"))
                .map(MailAddress::value)
                .contains("a@xn--bcher-kva.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\r\nBcc: evil@example.com",
                "x\nBcc: evil@example.com",
                "x\rBcc: evil@example.com",
                "x\u2028Bcc: evil@example.com",
                "x\u0085Bcc: evil@example.com",
                "x\u0000 Bcc: evil@example.com",
                "x \u202e Bcc: evil@example.com"
            })
    void headerStaysOnOneLineForAnyValue(String text) {
        assertThat(new HeaderText(text).value()).isEqualTo("x Bcc: evil@example.com");
        assertThat(new HeaderText(text).encoded()).isEqualTo("x Bcc: evil@example.com");
    }

    @Test
    void textThatLooksEncodedIsShownAsTyped() throws Exception {
        var encoded = new HeaderText("=?utf-8?q?x=0ABcc:_evil@example.com?=").encoded();

        assertThat(encoded).doesNotContain("x=0A");
        assertThat(MimeUtility.decodeText(encoded)).isEqualTo("=?utf-8?q?x=0ABcc:_evil@example.com?=");
    }

    @Test
    void nonAsciiTextIsEncodedInShortLines() throws Exception {
        var text = "Verstuur document(en) naar \u0141ukasz \u0160\u017e\u00e9\u00eb \ud83d\ude00\ud83d\ude00 "
                + "\u00fc".repeat(60);

        var encoded = new HeaderText(text).encoded();

        assertThat(encoded).matches("([ -~]|\r\n )+");
        assertThat(("Subject: " + encoded).lines()).allMatch(line -> line.length() <= 76);
        assertThat(MimeUtility.decodeText(MimeUtility.unfold(encoded))).isEqualTo(text);
    }

    @Test
    void aDisplayNameWithACommaDoesNotBecomeTwoAddresses() {
        assertThat(new HeaderText("Jansen, Piet <x@y.nl>").asDisplayName())
                .matches("=\\?UTF-8\\?B\\?[A-Za-z0-9+/=]+\\?=");
        assertThat(new HeaderText("IGJ Rijkscloud").asDisplayName()).isEqualTo("IGJ Rijkscloud");
    }
}
