import './design/base.css';
import { mount } from 'svelte';
import App from './app/App.svelte';
import { load, screenOf } from './app/rooms';
import { router } from './app/route.svelte';
import { connect } from './platform/connect';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');
// On its way while the platform starts.
void load(screenOf(router.current));
mount(App, { target, props: { platform: await connect() } });
