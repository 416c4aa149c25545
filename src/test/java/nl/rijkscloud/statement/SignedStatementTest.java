package nl.rijkscloud.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignedStatementTest {
    private final Manipulated statements = new Manipulated();

    @Test
    void goodStatementShowsItsSignedContent() {
        var checked = SignedStatement.check(statements.good(), keys());

        assertThat(checked.isGood()).isTrue();
        assertThat(checked.content().orElseThrow().getJsonObject("sender").getString("name"))
                .isEqualTo("Anna de Vries");
    }

    @Test
    void everyManipulatedStatementIsRefused() {
        assertThat(statements.all()).hasSizeGreaterThanOrEqualTo(10).allSatisfy((what, text) -> {
            var checked = SignedStatement.check(text, keys());
            assertThat(checked.isGood()).as(what).isFalse();
            assertThat(checked.content()).as(what).isEmpty();
        });
    }

    @Test
    void everyChangedCharacterIsNoticed() {
        var good = statements.good();
        for (var place = 0; place < good.length(); place++) {
            var other = good.charAt(place) == 'A' ? 'B' : 'A';
            var changed = good.substring(0, place) + other + good.substring(place + 1);
            assertThat(SignedStatement.check(changed, keys()).isGood()).as("place %s", place).isFalse();
        }
    }

    @Test
    void whiteSpaceAroundAStatementDoesNoHarm() {
        assertThat(SignedStatement.check("\r\n " + statements.good() + "\n", keys()).isGood()).isTrue();
    }

    @Test
    void oldKeyStillVerifiesItsStatements() {
        var rotated = statements.ring.rotate(Manipulated.NOW.plus(Duration.ofDays(2)));
        var late = Manipulated.sign(statements.ring.signing(), Manipulated.NOW.plus(Duration.ofDays(4)));

        assertThat(SignedStatement.check(statements.good(), rotated.shown()).isGood()).isTrue();
        assertThat(SignedStatement.check(late, rotated.shown()).verdict())
                .isEqualTo(SignedStatement.Verdict.OUTSIDE_KEY_TIME);
    }

    private KeyRing keys() {
        return KeyRing.of(statements.keys());
    }
}
