package nl.rijkscloud.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class InclusionTest {
    /** The entries and roots with which implementations of RFC 6962 are tested, by the number of entries. */
    private static final List<byte[]> ENTRIES = Stream.of("", "00", "10", "2021", "3031", "40414243",
            "5051525354555657", "606162636465666768696a6b6c6d6e6f").map(HexFormat.of()::parseHex).toList();
    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private final Manipulated statements = new Manipulated();
    private final ManipulatedProofs proofs = new ManipulatedProofs(statements);
    private final KeyRing keys = KeyRing.of(statements.keys());

    @Test
    void rootsAreThoseOfOtherImplementations() {
        for (var size = 0; size <= ENTRIES.size(); size++) {
            assertThat(HexFormat.of().formatHex(MerkleTree.root(ENTRIES.subList(0, size)))).isEqualTo(ROOTS.get(size));
        }
    }

    @Test
    void pathOfEachEntryLeadsToTheRootAndOfNoOther() {
        for (var size = 1; size < 20; size++) {
            var entries = IntStream.range(0, size).mapToObj(one -> new byte[] {(byte) one}).toList();
            var root = MerkleTree.root(entries);
            for (var index = 0; index < size; index++) {
                var path = MerkleTree.path(entries, index);
                for (var other = 0; other < size; other++) {
                    assertThat(MerkleTree.leads(entries.get(other), index, size, path, root)).isEqualTo(other == index);
                    assertThat(MerkleTree.leads(entries.get(index), other, size, path, root)).isEqualTo(other == index);
                }
            }
        }
    }

    @Test
    void goodProofTellsTheDay() {
        assertThat(day(proofs.good(), statements.good())).contains(LocalDate.parse(ManipulatedProofs.DAY));
        assertThat(day(proofs.good() + "\n", statements.good() + "\n")).isPresent();
    }

    @Test
    void everyManipulatedProofIsRefused() {
        proofs.all().forEach((what, proof) -> assertThat(day(proof, statements.good())).as(what).isEmpty());
    }

    @Test
    void goodProofProvesNothingOfAnotherStatement() {
        statements.all().forEach((what, statement) -> assertThat(day(proofs.good(), statement)).as(what).isEmpty());
    }

    private Optional<LocalDate> day(String proof, String statement) {
        return Inclusion.parse(proof).flatMap(found -> found.day(statement, keys));
    }
}
