import { createApp } from 'vue';
import '../design/tokens.css';
import './page.css';
import { createWords, startLanguage } from '../i18n';
import PhoneApp from './PhoneApp.vue';
import { keepShell } from './shell/register';

createApp(PhoneApp).use(createWords(startLanguage())).mount('#app');
keepShell();
