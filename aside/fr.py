import re
def fr(t):
    t=t.replace("'", "’")
    t=re.sub(r" ([:;!?»])", "\u202f\\1", t)
    t=t.replace("« ","«\u202f")
    return t
def add(root,file,after,frt,ent):
    """Insert lines after the message `after` (its last line) in both languages; at the end if None."""
    for lang,txt in (('fr',fr(frt)),('en',ent)):
        p=f'{root}/ui/locales/{lang}/{file}.ftl'
        s=open(p).read()
        txt=txt.strip('\n')+'\n'
        if after is None:
            s=s.rstrip('\n')+'\n'+txt
        else:
            lines=s.split('\n'); i=next(k for k,l in enumerate(lines) if l.startswith(after+' ='))
            i+=1
            while i<len(lines) and (lines[i].startswith(' ') or lines[i].startswith('}')): i+=1
            s='\n'.join(lines[:i]+txt.rstrip('\n').split('\n')+lines[i:])
        open(p,'w').write(s)
def rep(root,file,key,frt,ent):
    for lang,txt in (('fr',fr(frt)),('en',ent)):
        p=f'{root}/ui/locales/{lang}/{file}.ftl'
        lines=open(p).read().split('\n'); i=next(k for k,l in enumerate(lines) if l.startswith(key+' ='))
        j=i+1
        while j<len(lines) and (lines[j].startswith(' ') or lines[j].startswith('}')): j+=1
        lines[i:j]=[f'{key} = {txt}']
        open(p,'w').write('\n'.join(lines))
