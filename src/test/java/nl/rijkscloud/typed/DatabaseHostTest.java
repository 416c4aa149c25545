package nl.rijkscloud.typed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hosts in the address of the database. */
class DatabaseHostTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        // address | hosts
        "postgresql://db/x                            | [db:5432]",
        "postgresql://db:6000/x                       | [db:6000]",
        "postgresql://[::1]:6000/x                    | [[::1]:6000]",
        "postgresql://a:5432,b:5433/x                 | [a:5432, b:5433]",
        "postgresql://a,b.igj.nl/x?sslmode=require    | [a:5432, b.igj.nl:5432]",
        "postgresql://10.0.0.1:1,10.0.0.2:1,c:65535/x | [10.0.0.1:1, 10.0.0.2:1, c:65535]",
        "postgresql://a:1,a:2/x                       | [a:1, a:2]",
    })
    void hostsAreInTheOrderOfTheAddress(String address, String hosts) {
        assertThat(DatabaseHost.mistake(URI.create(address))).isEmpty();
        assertThat(DatabaseHost.in(URI.create(address))).hasToString(hosts);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        // address | sentence
        "postgresql://a:5432,/x        | has no port behind ",
        "postgresql://,a/x             | has an empty host between its commas",
        "postgresql://a,,b/x           | has an empty host between its commas",
        "postgresql://a:1,:2/x         | has an empty host between its commas",
        "postgresql://a:1,b/x          | has no port behind b; write the port of each host, or of none",
        "postgresql://a:1,b:0/x        | has no port from 1 to 65535 behind b",
        "postgresql://a:1,b:/x         | has no port from 1 to 65535 behind b",
        "postgresql://a:65536,b:1/x    | has no port from 1 to 65535 behind a",
        "postgresql://a:1,b:1,a:1/x    | names the host a:1 twice",
        "postgresql://a,b_c/x          | has \"b_c\" among its hosts, which is not a host name or IPv4 address",
        "postgresql://a,b,c,d,e,f/x    | names 6 hosts; 5 is the most",
    })
    void eachMistakeHasItsSentence(String address, String sentence) {
        assertThat(DatabaseHost.mistake(URI.create(address)))
                .hasValueSatisfying(said -> assertThat(said).startsWith(sentence));
    }
}
