/** The channel of robots in groups of WeCom (企业微信). */
package org.citywall.gateway.notify.wecom;
