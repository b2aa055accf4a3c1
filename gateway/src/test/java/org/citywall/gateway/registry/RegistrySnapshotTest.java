package org.citywall.gateway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistrySnapshotTest {
    private final RegistrySnapshot snapshot =
            new RegistrySnapshot(
                    1,
                    List.of(new Place("yw", "云湾区"), new Place("yw/sp/c01", "沙嘴社区")),
                    List.of(
                            new Site(
                                    "B-1",
                                    "1栋",
                                    "yw/sp/c01",
                                    "building",
                                    114,
                                    22,
                                    null,
                                    SiteContact.NONE)),
                    List.of(),
                    Map.of());

    @Test
    void placeNameIsThePathInWordsAndAnUnknownPartStandsAsItIs() {
        assertThat(snapshot.location("B-1").placeName()).isEqualTo("云湾区/sp/沙嘴社区");
        assertThat(snapshot.location("B-2")).isNull();
    }

    @Test
    void withinMeansThePathOrBelowIt() {
        assertThat(Place.within("yw/sp", "yw/sp")).isTrue();
        assertThat(Place.within("yw/sp/c01", "yw/sp")).isTrue();
        assertThat(Place.within("yw/spx", "yw/sp")).isFalse();
        assertThat(Place.within("yw", "yw/sp")).isFalse();
        assertThat(Place.within("yw", "")).isTrue();
    }
}
