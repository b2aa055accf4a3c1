/** What the robots of group chats have in common: a key in the address, a code in the answer. */
package org.citywall.gateway.notify.robot;
