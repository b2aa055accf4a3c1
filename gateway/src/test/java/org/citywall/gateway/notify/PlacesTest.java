package org.citywall.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;

import org.citywall.gateway.notify.Places.Claim;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private final Places places = new Places();

    private void take(int n, String channel) {
        for (int i = 0; i < n; i++) {
            places.take(channel);
        }
    }

    @Test
    void whoHasNothingMayTakeAFew() {
        Claim claim = places.next();
        assertThat(claim.most()).isEqualTo(16);
        assertThat(claim.mildest()).isEqualTo(Places.ALL_LEVELS);
        assertThat(claim.crowded()).isEmpty();
        assertThat(places.isEmpty()).isTrue();
    }

    @Test
    void aChannelWithItsShareIsLeftOutButForItsRed() {
        take(24, "sms");
        assertThat(places.next().crowded()).containsExactly("sms");
        assertThat(places.next().crowdedByRed()).isEmpty();

        take(16, "sms");
        assertThat(places.next().crowdedByRed()).containsExactly("sms");

        places.leave("sms");
        assertThat(places.next().crowdedByRed()).isEmpty();
    }

    @Test
    void theLastPlacesAreForRed() {
        take(20, "a");
        take(20, "b");
        assertThat(places.next().most()).isEqualTo(8);
        take(8, "c");

        assertThat(places.next().mildest()).isEqualTo(Places.RED_ALONE);
        assertThat(places.next().most()).isEqualTo(16);
        take(16, "c");
        assertThat(places.next()).isNull();
    }
}
