package nl.rijkscloud.custodian;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.BooleanSupplier;
import nl.rijkscloud.custodian.CheckStore.Claim;

/** Checks the documents of one transfer that a worker has claimed. */
@FunctionalInterface
interface TransferCheck {
    /**
     * @param cause {@code CancellationException} if it was told to stop, {@code UncheckedIOException} if the disk
     *     failed
     */
    record Failed(Claim claim, Throwable cause) {}

    /**
     * Reads and settles, and returns the documents that could not be settled; one failure stands for all of them.
     *
     * @param cancelled true once it must stop; asked often, from any thread
     */
    Future<List<Failed>> run(List<Claim> claims, BooleanSupplier cancelled);
}
