package nl.rijkscloud.period;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that is killed at one step of its work: from that step on, its actions have no effect. */
final class Crash {
    private final AtomicInteger steps;

    /** @param after the number of steps that still take effect */
    Crash(int after) {
        steps = new AtomicInteger(after);
    }

    /** False once every step has taken effect. */
    boolean happened() {
        return steps.get() < 0;
    }

    private void step() throws IOException {
        if (steps.decrementAndGet() < 0) {
            throw new IOException("killed");
        }
    }

    /** A step ends before its action, and once more after it. */
    private <T> T place(Callable<T> work) throws IOException {
        step();
        try {
            var done = work.call();
            step();
            return done;
        } catch (IOException killed) {
            throw killed;
        } catch (Exception bug) {
            throw new IllegalStateException(bug);
        }
    }

    private <T> Future<T> rows(Callable<Future<T>> work) {
        try {
            step();
            return work.call().map(done -> {
                try {
                    step();
                    return done;
                } catch (IOException killed) {
                    throw new IllegalStateException(killed);
                }
            });
        } catch (Exception killed) {
            return Future.failedFuture(killed);
        }
    }

    KeyPlace in(KeyPlace real) {
        return new KeyPlace() {
            @Override
            public Optional<UUID> mark() throws IOException {
                return place(real::mark);
            }

            @Override
            public void mark(UUID installation) throws IOException {
                place(() -> {
                    real.mark(installation);
                    return null;
                });
            }

            @Override
            public void put(PeriodKey key) throws IOException {
                place(() -> {
                    real.put(key);
                    return null;
                });
            }

            @Override
            public Optional<PeriodKey> find(UUID period) throws IOException {
                return place(() -> real.find(period));
            }

            @Override
            public void destroy(UUID period) throws IOException {
                place(() -> {
                    real.destroy(period);
                    return null;
                });
            }

            @Override
            public List<UUID> periods() throws IOException {
                return place(real::periods);
            }
        };
    }

    SealedRows in(SealedRows real) {
        return new SealedRows() {
            @Override
            public Future<List<Sealed>> hold(SqlClient tx, UUID period, UUID after, int most) {
                return rows(() -> real.hold(tx, period, after, most));
            }

            @Override
            public Future<Void> write(SqlClient tx, UUID id, byte[] sealed) {
                return rows(() -> real.write(tx, id, sealed));
            }

            @Override
            public Future<Long> count(UUID period) {
                return rows(() -> real.count(period));
            }

            @Override
            public Future<Long> lose(UUID period) {
                return rows(() -> real.lose(period));
            }
        };
    }
}
