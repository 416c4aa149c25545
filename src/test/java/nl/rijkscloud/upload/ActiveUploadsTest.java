package nl.rijkscloud.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ActiveUploadsTest {
    private final ActiveUploads active = new ActiveUploads();
    private final UUID document = UUID.randomUUID();

    @Test
    void newWriterContinuesOnItsOwnEventLoop() throws Exception {
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
        try {
            var mine = vertx.getOrCreateContext();
            var other = vertx.getOrCreateContext();
            assertThat(mine).isNotSameAs(other);
            var first = active.claim(document, other);
            var went = Promise.<Context>promise();
            active.claim(document, mine).free().onComplete(free -> went.complete(Vertx.currentContext()));

            other.runOnContext(now -> first.release());

            assertThat(went.future().await(10, TimeUnit.SECONDS)).isSameAs(mine);
        } finally {
            vertx.close().await();
        }
    }

    @Test
    void lastOfManyWritersGetsTheDocumentAfterAllOthersReleasedIt() throws Exception {
        var vertx = Vertx.vertx();
        try {
            var context = vertx.getOrCreateContext();
            var first = active.claim(document, context);
            var second = active.claim(document, context);
            var third = active.claim(document, context);
            assertThat(first.isDisplaced()).isTrue();
            assertThat(second.isDisplaced()).isTrue();
            assertThat(third.isDisplaced()).isFalse();

            first.release();
            second.free().await(10, TimeUnit.SECONDS);
            assertThat(third.free().isComplete()).isFalse();
            second.release();
            third.free().await(10, TimeUnit.SECONDS);

            assertThat(active.size()).isEqualTo(1);
            third.release();
            assertThat(active.size()).isZero();
        } finally {
            vertx.close().await();
        }
    }
}
