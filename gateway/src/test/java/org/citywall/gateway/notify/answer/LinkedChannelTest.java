package org.citywall.gateway.notify.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.citywall.gateway.notify.Channel;
import org.citywall.gateway.notify.Messages;
import org.citywall.gateway.notify.cap.CapChannel;
import org.citywall.gateway.notify.dingtalk.DingTalkChannel;
import org.citywall.gateway.notify.feishu.FeishuChannel;
import org.citywall.gateway.notify.webhook.WebhookChannel;
import org.citywall.gateway.notify.wecom.WeComChannel;
import org.citywall.gateway.testing.TestClock;
import org.citywall.gateway.webhook.DeliveryTry;
import org.citywall.gateway.webhook.WebhookOptions;
import org.junit.jupiter.api.Test;

class LinkedChannelTest {
    private static final WebhookOptions OPTIONS = WebhookOptions.within(Duration.ofSeconds(1));
    private final TestClock clock = new TestClock();

    private Map<String, Channel> channels() {
        Map<String, Channel> all = new HashMap<>();
        for (Channel channel :
                List.of(
                        new WebhookChannel(null, OPTIONS),
                        new WeComChannel(null, OPTIONS, clock),
                        new DingTalkChannel(null, OPTIONS, clock),
                        new FeishuChannel(null, OPTIONS, clock),
                        new CapChannel(null, OPTIONS, null))) {
            all.put(channel.name(), channel);
        }
        return all;
    }

    private Map<String, Channel> linked(Map<String, Channel> channels, AnswerOptions options) {
        return LinkedChannel.all(channels, null, options, "", clock, new SimpleMeterRegistry());
    }

    @Test
    void whatAGroupReadsOrIsHandedOnCarriesNoLinkThatActsForAPerson() {
        Map<String, Channel> plain = channels();
        Map<String, Channel> linked = linked(plain, AnswerOptions.defaults());

        for (String group : List.of("wecom", "dingtalk", "feishu", "cap")) {
            assertThat(linked.get(group)).isSameAs(plain.get(group));
        }
        assertThat(linked.get("webhook")).isInstanceOf(LinkedChannel.class);
        assertThat(linked.get("webhook").name()).isEqualTo("webhook");
        assertThat(linked).containsOnlyKeys(plain.keySet());
    }

    @Test
    void withoutATimeForThemThereAreNoLinks() {
        Map<String, Channel> plain = channels();
        assertThat(linked(plain, new AnswerOptions(Duration.ZERO))).isEqualTo(plain);
    }

    @Test
    void whatOthersOnTheWayCanReadCarriesNoLink() {
        Channel webhook = linked(channels(), AnswerOptions.defaults()).get("webhook");
        assertThat(webhook.isConfidential("HTTPS://duty.example/in")).isTrue();
        assertThat(webhook.isConfidential("http://duty.example/in")).isFalse();

        // There is no database here: to make a link would fail.
        DeliveryTry tried = webhook.send(Messages.page(), "http://duty.example/in", null).result();
        assertThat(tried.said()).isEqualTo("no secret");
        assertThatThrownBy(() -> webhook.send(Messages.page(), "https://duty.example/in", null))
                .isInstanceOf(NullPointerException.class);
    }
}
