package nl.rijkscloud.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import nl.rijkscloud.kernel.Failure;
import org.junit.jupiter.api.Test;

final class GroupCommitTest {
    private final List<List<Integer>> groups = new ArrayList<>();
    private final List<Promise<List<AsyncResult<String>>>> under = new ArrayList<>();
    private final GroupCommit<String, Integer, String> commits = new GroupCommit<>(this::begin);

    @Test
    void itemThatComesAloneIsCommittedAtOnce() {
        var one = commits.add("a", 1);

        assertThat(groups).containsExactly(List.of(1));
        assertThat(one.isComplete()).isFalse();
        end(0, List.of(Future.succeededFuture("first")));
        assertThat(one.result()).isEqualTo("first");
    }

    @Test
    void itemsThatComeMeanwhileFormTheNextGroup() {
        commits.add("a", 1);
        var two = commits.add("a", 2);
        var three = commits.add("a", 3);
        assertThat(groups).hasSize(1);

        end(0, List.of(Future.succeededFuture("")));

        assertThat(groups).containsExactly(List.of(1), List.of(2, 3));
        end(1, List.of(Future.succeededFuture("b"), Future.failedFuture("only this one")));
        assertThat(two.result()).isEqualTo("b");
        assertThat(three.cause()).hasMessage("only this one");
    }

    @Test
    void anotherKeyWaitsForNobody() {
        commits.add("a", 1);
        commits.add("b", 2);

        assertThat(groups).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void failedGroupFailsAllItsItemsAndTheNextGroupRuns() {
        var one = commits.add("a", 1);
        var two = commits.add("a", 2);

        under.getFirst().fail("away");

        assertThat(one.cause()).hasMessage("away");
        assertThat(two.isComplete()).isFalse();
        end(1, List.of(Future.succeededFuture("b")));
        assertThat(two.result()).isEqualTo("b");
    }

    @Test
    void itemThatFailsItsGroupDoesNotFailItsNeighbours() {
        commits.add("a", 1);
        var two = commits.add("a", 2);
        var bad = commits.add("a", 3);
        var four = commits.add("a", 4);
        end(0, List.of(Future.succeededFuture("")));

        under.get(1).fail("the third is bad");

        end(2, List.of(Future.succeededFuture("b")));
        under.get(3).fail("bad");
        end(4, List.of(Future.succeededFuture("d")));
        assertThat(groups.subList(1, groups.size()))
                .containsExactly(List.of(2, 3, 4), List.of(2), List.of(3), List.of(4));
        assertThat(two.result()).isEqualTo("b");
        assertThat(bad.cause()).hasMessage("bad");
        assertThat(four.result()).isEqualTo("d");
    }

    @Test
    void groupIsNotTriedOneByOneWhileTheDatabaseIsAwayOrFull() {
        commits.add("a", 1);
        var two = commits.add("a", 2);
        var three = commits.add("a", 3);
        end(0, List.of(Future.succeededFuture("")));

        under.get(1).fail(Failure.storageFull());

        assertThat(two.failed()).isTrue();
        assertThat(three.failed()).isTrue();
        assertThat(groups).hasSize(2);
    }

    @Test
    void itemThatComesWhenAllIsDoneIsCommittedAtOnce() {
        commits.add("a", 1);
        end(0, List.of(Future.succeededFuture("")));

        commits.add("a", 2);

        assertThat(groups).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void groupIsNeverSoLargeThatItHoldsItsLocksForLong() {
        for (var i = 0; i <= 100; i++) {
            commits.add("a", i);
        }

        end(0, List.of(Future.succeededFuture("")));

        assertThat(groups.get(1)).hasSize(64);
    }

    private Future<List<AsyncResult<String>>> begin(List<Integer> group) {
        groups.add(group);
        var promise = Promise.<List<AsyncResult<String>>>promise();
        under.add(promise);
        return promise.future();
    }

    private void end(int group, List<AsyncResult<String>> outcomes) {
        under.get(group).complete(outcomes);
    }
}
