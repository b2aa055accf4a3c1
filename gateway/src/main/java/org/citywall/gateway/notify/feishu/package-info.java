/** The channel of robots in groups of Feishu (飞书). */
package org.citywall.gateway.notify.feishu;
