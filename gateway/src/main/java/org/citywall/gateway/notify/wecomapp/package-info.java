/** The channel of messages of the city's own application in WeCom (企业微信), to single persons. */
package org.citywall.gateway.notify.wecomapp;
