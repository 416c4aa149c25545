package nl.rijkscloud.custodian;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.BooleanSupplier;
import nl.rijkscloud.custodian.CheckStore.Claim;

/** Checks the documents of one transfer that a lane has claimed. */
@FunctionalInterface
interface TransferCheck {
    /**
     * @param cause {@code CancellationException} when it was told to stop, {@code UncheckedIOException} when the disk
     *     failed
     */
    record Failed(Claim claim, Throwable cause) {}

    /**
     * Reads and settles. Answers those that could not be; a failure stands for all of them.
     *
     * @param cancelled whether to stop; asked often, from any thread
     */
    Future<List<Failed>> run(List<Claim> claims, BooleanSupplier cancelled);
}
