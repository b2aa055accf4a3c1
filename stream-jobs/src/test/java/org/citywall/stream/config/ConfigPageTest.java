package org.citywall.stream.config;

import java.io.IOException;
import org.citywall.contracts.config.ConfigPage;
import org.junit.jupiter.api.Test;

/**
 * docs/config.md says what the code reads. After an intended change: {@code mvn -pl stream-jobs
 * test -Dtest=ConfigPageTest -Dcitywall.update=true}, then read the diff.
 */
class ConfigPageTest {
    @Test
    void pageHasEveryVariableOfTheJobs() throws IOException {
        ConfigPage.assertDescribes("stream-jobs", StreamOptions.SETTINGS);
    }
}
