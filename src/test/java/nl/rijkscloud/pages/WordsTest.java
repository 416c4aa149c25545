package nl.rijkscloud.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages and mails use one word for one thing. */
final class WordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # language | word that does not occur | instead
            nl | inloggen                         | aanmelden
            nl | medewerkersaccount               | aanmelden
            nl | te openen tot                    | downloaden kan tot
            nl | te downloaden tot                | downloaden kan tot
            nl | ophalen kan tot                  | downloaden kan tot
            nl | door de mailserver aangenomen    | verstuurd
            nl | die u dan ziet                   | die opengaat
            nl | druk dit                         | print dit
            en | e-mail                           | email
            en | log in                           | sign in
            en | too late.                        | overdue
            en | for ever.                        | permanently
            """)
    void oneWordForOneThing(String language, String other, String word) throws IOException {
        try (Stream<Path> mails = Files.list(Path.of("conf/mail", language))) {
            var files = Stream.concat(mails, Stream.of(Path.of("webroot/text", language + ".json"))).toList();
            for (var file : files) {
                assertThat(Files.readString(file).toLowerCase(Locale.ROOT))
                        .as("%s: write '%s'", file, word).doesNotContain(other);
            }
        }
    }
}
