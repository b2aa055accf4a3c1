/** The channel of robots in groups of DingTalk (钉钉). */
package org.citywall.gateway.notify.dingtalk;
