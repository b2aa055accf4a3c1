package org.citywall.gateway;

import java.io.IOException;
import org.citywall.contracts.config.ConfigPage;
import org.junit.jupiter.api.Test;

/**
 * docs/config.md says what the code reads. After an intended change: {@code mvn -pl gateway test
 * -Dtest=ConfigPageTest -Dcitywall.update=true}, then read the diff.
 */
class ConfigPageTest {
    @Test
    void pageHasEveryVariableOfTheGateway() throws IOException {
        ConfigPage.assertDescribes("gateway", GatewayConfig.SETTINGS);
    }
}
