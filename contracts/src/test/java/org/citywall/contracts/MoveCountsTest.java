package org.citywall.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.citywall.contracts.alert.MoveCounts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoveCountsTest {
    @ParameterizedTest
    @CsvSource({
        "0,0,0,",
        "12,10,2,",
        "1000000,0,1000000,",
        "-1,0,0,toMove",
        "1000001,0,0,toMove",
        "12,-1,0,moved",
        "12,13,0,moved",
        "12,0,-1,refused",
        "12,10,3,refused",
        "12,10,2147483647,refused"
    })
    void theFirstCountThatCannotBeIsNamed(int toMove, int moved, int refused, String misfit) {
        assertThat(new MoveCounts(toMove, moved, refused).misfit()).isEqualTo(misfit);
    }
}
