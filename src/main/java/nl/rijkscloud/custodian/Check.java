package nl.rijkscloud.custodian;

import io.vertx.core.Future;
import java.util.function.BooleanSupplier;

/** What a lane does with each document that it has claimed. */
@FunctionalInterface
interface Check {
    /**
     * Reads and settles. Fails with {@code CancellationException} when told to stop, with {@code UncheckedIOException}
     * when the disk failed.
     *
     * @param cancelled whether to stop; asked often, from any thread
     */
    Future<Void> run(CheckStore.Claim claim, BooleanSupplier cancelled);
}
